import type { Config } from '../config.ts';
import type { Db } from '../database/open.ts';
import { sendDue, smtpSender } from '../notifications/mail.ts';
import { outboxStore } from '../notifications/outbox-store.ts';
import { signInStore } from '../people/sign-in-store.ts';
import type { DemandWork } from '../queue/demand/demand-work.ts';
import { refitDue } from '../queue/demand/fit-work.ts';
import { reminderStore } from '../shifts/reminder-store.ts';
import type { EngineStore } from '../themes/engine-store.ts';
import { gateWork } from '../themes/gate-work.ts';
import { tidyStore } from './tidy-store.ts';

interface Given {
  db: Db;
  now: () => Date;
  config: Config;
  demandWork: DemandWork;
  engine: EngineStore;
}

/** What the jobs do, with the stores they do it on. Without SMTP, mail stays in the outbox, where administrators read it. */
export function openWork({ db, now, config, demandWork, engine }: Given) {
  const outbox = outboxStore(db);
  const reminders = reminderStore(db);
  const tidy = tidyStore(db);
  const issueLink = (personId: number) => signInStore(db).issueLink(personId, now());
  const post = config.smtpUrl
    ? smtpSender({ smtpUrl: config.smtpUrl, from: config.mailFrom, site: config.baseUrl, issueLink })
    : undefined;
  return {
    remind: (at: Date) => reminders.queueReminders(at),
    sendMail: async () => (post ? sendDue(outbox, post.send, now) : 0),
    forecastDemand: (at: Date) => refitDue(db, at, demandWork.refit),
    fileAlone: gateWork(db, engine).fileAlone,
    keepGrouping: (at: Date) => engine.keep(at),
    tidyUp: (at: Date) => tidy.removeExpired(at),
    close: () => post?.close(),
  };
}
