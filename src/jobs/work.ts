import { returnNoticesStore } from '../backlog/return-notices-store.ts';
import type { Config } from '../config.ts';
import type { Db } from '../database/open.ts';
import { sendDue, smtpSender } from '../notifications/mail.ts';
import { outboxStore } from '../notifications/outbox-store.ts';
import { signInStore } from '../people/sign-in-store.ts';
import type { DemandWork } from '../queue/demand/demand-work.ts';
import { refitDue } from '../queue/demand/fit-work.ts';
import { leavingStore } from '../shifts/leaving-store.ts';
import { reminderStore } from '../shifts/reminder-store.ts';
import type { Embed } from '../themes/embeddings/embedder.ts';
import { embedMissing } from '../themes/embeddings/embedding-work.ts';
import { vectorStore } from '../themes/embeddings/vector-store.ts';
import type { EngineStore } from '../themes/engine-store.ts';
import { gateWork } from '../themes/gate/gate-work.ts';
import { proposalStore } from '../themes/proposal-store.ts';
import { findProposals } from '../themes/proposal-work.ts';
import { tidyStore } from './tidy-store.ts';

interface Given {
  db: Db;
  now: () => Date;
  config: Config;
  demandWork: DemandWork;
  engine: EngineStore;
  embed?: Embed | undefined;
}

/** What the jobs do, with the stores they do it on. Without SMTP, mail stays in the outbox, where administrators read it. */
export function openWork({ db, now, config, demandWork, engine, embed }: Given) {
  const outbox = outboxStore(db);
  const reminders = reminderStore(db);
  const returns = returnNoticesStore(db);
  const tidy = tidyStore(db);
  const leaving = leavingStore(db);
  const issueLink = (personId: number) => signInStore(db).issueLink(personId, now());
  const post = config.smtpUrl
    ? smtpSender({ smtpUrl: config.smtpUrl, from: config.mailFrom, site: config.baseUrl, issueLink })
    : undefined;
  return {
    remind: (at: Date) => reminders.queueReminders(at),
    sendMail: async () => (post ? sendDue(outbox, post.send, now) : 0),
    tellReturns: (at: Date) => returns.tellOwners(at),
    forecastDemand: (at: Date) => refitDue(db, at, demandWork.refit),
    embedReports: async () =>
      embed && config.embeddings ? embedMissing(vectorStore(db), embed, config.embeddings.model, () => now().getTime()) : 0,
    fileAlone: gateWork(db, engine).fileAlone,
    keepGrouping: (at: Date) => engine.keep(at),
    proposeRegrouping: (at: Date) => findProposals(proposalStore(db), engine, at),
    tidyUp: (at: Date) => tidy.removeExpired(at),
    giveBackPlaces: (at: Date) => leaving.leaveForGone(at),
    close: () => post?.close(),
  };
}
