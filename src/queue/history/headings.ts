/** What a column can hold. `Total` sums a time over the interval's calls, `Mean` is per call. */
export type Role =
  | 'start'
  | 'date'
  | 'time'
  | 'queue'
  | 'offered'
  | 'answered'
  | 'abandoned'
  | 'answeredInTime'
  | 'answeredWaitTotal'
  | 'answeredWaitMean'
  | 'abandonedWaitTotal'
  | 'abandonedWaitMean'
  | 'handleTotal'
  | 'handleMean'
  | 'talkTotal'
  | 'talkMean'
  | 'wrapTotal'
  | 'wrapMean'
  | 'arrival'
  | 'wait'
  | 'outcome'
  | 'talk'
  | 'wrap'
  | 'agent';

/** Headings as call centre systems print them, normalised, the more telling first. */
export const INTERVAL_HEADINGS: [Role, string[]][] = [
  [
    'start',
    words`interval start|start interval|datetime local|datetime|date time|timestamp|interval start time|interval begin|period start|start time|starts at|starttime|beginn|intervallbeginn|debut|inicio|zeitraum|ds|start|interval|half hour|period|intervall|intervalle|intervalo|time|hour`,
  ],
  ['date', words`date|start date|interval date|day|datum|tag|fecha|data|jour|calldate|report date`],
  ['time', words`time|time of day|start time|interval start|interval|half hour|hour|zeit|uhrzeit|heure|hora|from|von`],
  [
    'queue',
    words`queue|queue name|queuename|skill|skill name|split skill|csq|csq name|contact service queue|service|campaign|call type|group|warteschlange|hotline|file d attente|cola|line of business|lob|vdn`,
  ],
  [
    'offered',
    words`calls offered|offered|contacts offered|offered calls|calls presented|presented|contacts queued|offer|received|calls received|inbound calls|incoming calls|total calls|calls|call volume|volume|contacts|inbound contacts|arrivals|angebotene anrufe|angeboten|eingehende anrufe|anrufe|appels recus|appels offerts|appels|llamadas ofrecidas|llamadas recibidas|llamadas|chamadas recebidas|chamadas|y`,
  ],
  [
    'answered',
    words`calls answered|answered|answered calls|calls handled|handled|contacts handled|contacts answered|acd calls|answer|handled calls|served|angenommene anrufe|angenommen|appels repondus|appels traites|llamadas atendidas|atendidas|chamadas atendidas`,
  ],
  [
    'abandoned',
    words`calls abandoned|abandoned|abandoned calls|contacts abandoned|aban calls|abandon|abandons|lost|lost calls|aufgelegt|verloren|verlorene anrufe|appels abandonnes|llamadas abandonadas|abandonadas|chamadas abandonadas`,
  ],
  [
    'answeredInTime',
    words`answered in target|answered within target|answered in sl|answered within sl|answered in service level|answered within service level|within service level|calls in sl|in sl|sl calls|acceptable calls|contacts answered in sl`,
  ],
  [
    'answeredWaitTotal',
    words`total answer wait time|total wait time|total wait|wait time|wait seconds|queue time|total queue time|total speed of answer|answer wait time|t answered`,
  ],
  [
    'answeredWaitMean',
    words`asa|average speed of answer|avg speed ans|avg speed of answer|average queue answer time|avg wait|average wait|average wait time|avg wait time|avg queue time|average queue time|mean wait|wartezeit|durchschnittliche wartezeit|temps d attente moyen|tiempo medio de espera`,
  ],
  ['abandonedWaitTotal', words`total abandon time|abandon wait time|abandon time|t abandon`],
  [
    'abandonedWaitMean',
    words`average abandon time|avg abandon time|avg aban time|avg abandon|average queue abandon time|average time to abandon`,
  ],
  [
    'handleTotal',
    words`total handle time|handle time|handle seconds|handling time|total handling time|handle|bearbeitungszeit|t handle`,
  ],
  [
    'handleMean',
    words`aht|average handle time|avg handle time|average handling time|avg handle|mean handle time|avg handling time|dmt|tmo|tma|durchschnittliche bearbeitungszeit`,
  ],
  ['talkTotal', words`total talk time|talk time|acd time|talk|talk seconds|gesprachszeit|t talk`],
  ['talkMean', words`att|average talk time|avg talk time|avg acd time|avg talk|dmc`],
  ['wrapTotal', words`total wrap time|wrap time|acw time|after call work time|wrap|acw|total acw|nachbearbeitungszeit|t acw`],
  ['wrapMean', words`average wrap time|avg wrap time|avg acw time|average after call work time|average acw|avg acw`],
];

export const CALL_HEADINGS: [Role, string[]][] = [
  [
    'arrival',
    words`arrival|arrived|arrived at|arrival time|queue enter time|enqueued at|entered queue|call start|call start time|call time|start time|initiation timestamp|enqueue timestamp|starts at|datetime|date time|timestamp|created|created at|calldate|beginn|anrufbeginn|start|time`,
  ],
  ['date', words`date|call date|start date|day|datum|fecha|data|jour`],
  ['time', words`time|call time|start time|arrival time|zeit|uhrzeit|hora|heure|vru entry`],
  ['queue', words`queue|queue name|queuename|skill|service|campaign|group|type|warteschlange|cola|csq names|call type`],
  [
    'wait',
    words`wait|wait time|ringing|wait seconds|queue time|time in queue|waiting time|q time|hold time|holdtime|queue duration|speed of answer|wartezeit|tiempo de espera|queue wait time`,
  ],
  [
    'outcome',
    words`outcome|result|disposition|status|call status|call result|contact disposition|state|ergebnis|resultado|resultat|answered|answered y n|event`,
  ],
  [
    'talk',
    words`talk|talk time|talking|talk seconds|duration|ser time|call duration|billsec|service time|conversation time|gesprachszeit|handle time|handle|aht`,
  ],
  [
    'wrap',
    words`wrap|wrap time|wrap up|wrap up time|acw|acw time|after call work|work time|after contact work duration|nachbearbeitung`,
  ],
  ['agent', words`agent|agent name|server|user|csr|representative|mitarbeiter|agente`],
];

function words(text: TemplateStringsArray): string[] {
  return text[0]!.split('|');
}

/** "Avg. Handle_Time (s)" and "avgHandleTime" both read "avg handle time". */
export function normaliseHeading(heading: string): string {
  return heading
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/^#|[([](s|sec|secs|seconds|min|mins|minutes|ms|hh:mm:ss|mm:ss|n)[)\]]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/ (s|sec|secs|seconds|min|mins|minutes|ms)$/, '');
}

/** Seconds in one unit of a column's plain numbers, as the end of its heading says: "(min)", "in minutes", "_ms". */
export function unitSeconds(heading: string): number {
  const unit = /(?:^|[^a-z])(min|mins|minutes|ms|milliseconds)[)\]]?$/i.exec(heading.trim())?.[1]?.toLowerCase();
  if (unit === undefined) return 1;
  return unit.startsWith('min') ? 60 : 0.001;
}
