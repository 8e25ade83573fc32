/** The fix that should have ended a theme, and the reports of it that happened since, as the backlog counts them. */
export interface ComingBack {
  fixId: number;
  title: string;
  /** An instant: what happened later counts. */
  since: string;
  sinceIt: 'shipped' | 'was verified';
  reports: number;
  /** The list of exactly these reports. */
  records: string;
}

export type FindComingBack = (themeId: number) => Promise<ComingBack | undefined>;
