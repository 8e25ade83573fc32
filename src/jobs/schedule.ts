export interface Job {
  /** A sentence that starts with a verb: it is the job's name in the log and its key in the database. */
  name: string;
  everySeconds: number;
  run: (now: Date) => Promise<unknown>;
}

interface Work {
  remind: Job['run'];
  sendMail: Job['run'];
  tellReturns: Job['run'];
  forecastDemand: Job['run'];
  giveBackPlaces: Job['run'];
  embedReports: Job['run'];
  fileAlone: Job['run'];
  keepGrouping: Job['run'];
  proposeRegrouping: Job['run'];
  tidyUp: Job['run'];
}

/** Every job of the product, on one page. What is due stands in the database; a job only takes it. */
export const schedule = (work: Work): Job[] => [
  { name: 'remind people of their shifts', everySeconds: 60, run: work.remind },
  { name: 'send due mail', everySeconds: 60, run: work.sendMail },
  { name: 'tell owners which fixes are coming back', everySeconds: 600, run: work.tellReturns },
  { name: 'forecast the demand of each queue, nightly on its clock', everySeconds: 1_800, run: work.forecastDemand },
  { name: 'give back the places of people who left', everySeconds: 600, run: work.giveBackPlaces },
  { name: 'ask for the vectors of new reports', everySeconds: 60, run: work.embedReports },
  { name: 'file what grouping is sure of', everySeconds: 60, run: work.fileAlone },
  { name: 'keep what grouping has learned', everySeconds: 3_600, run: work.keepGrouping },
  { name: 'look for themes to merge and to split', everySeconds: 86_400, run: work.proposeRegrouping },
  { name: 'tidy up what has expired', everySeconds: 3_600, run: work.tidyUp },
];
