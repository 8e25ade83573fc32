import { z } from 'zod';

const flag = z.enum(['true', 'false'], 'Write true or false').transform((word) => word === 'true');
const wholeNumber = (least: number, most: number) => {
  const say = `Write a whole number from ${least} to ${most}`;
  return z.coerce.number(say).int(say).min(least, say).max(most, say);
};

/** Every setting of the process: its name in the environment, what it may be, and what it is when nobody says. */
const settings = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/\S+|(?![a-z]+:\/\/).+)$/i, 'Write a file path or postgres://user@host/database')
    .default('data/shadow-shift.sqlite'),
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().min(1).default('0.0.0.0'),
  BASE_URL: z.url({ protocol: /^https?$/, error: 'Write the address people open, like https://shift.example.com' }).optional(),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'Write smtp://user:password@host:587' }).optional(),
  MAIL_FROM: z.string().min(3).default('Shadow Shift <shadow-shift@localhost>'),
  EMBEDDINGS_URL: z
    .url({ protocol: /^https?$/, error: 'Write the address of the endpoint, like https://host/v1/embeddings' })
    .optional(),
  EMBEDDINGS_MODEL: z.string().min(1).max(200).default('text-embedding-3-small'),
  EMBEDDINGS_KEY: z.string().min(1).optional(),
  JOBS: flag.default(true),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export interface Config {
  databaseUrl: string;
  /** The demonstration has a file of its own unless DATABASE_URL names one. */
  demoDatabaseUrl: string;
  port: number;
  host: string;
  baseUrl: string;
  /** Proxies in front whose X-Forwarded-* headers are believed; 0 believes none. */
  trustProxy: number;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Where vectors of cleaned texts come from; undefined: the words decide alone. */
  embeddings: { url: string; model: string; key: string | undefined } | undefined;
  jobs: boolean;
  logLevel: string;
}

/** The only reader of the environment. Throws one sentence a wrong setting, each naming it. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = settings.safeParse(given);
  if (!read.success) throw new ConfigProblem(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));

  const { data } = read;
  return {
    databaseUrl: data.DATABASE_URL,
    demoDatabaseUrl: given.DATABASE_URL ?? 'data/demo.sqlite',
    port: data.PORT,
    host: data.HOST,
    baseUrl: (data.BASE_URL ?? `http://localhost:${data.PORT}`).replace(/\/+$/, ''),
    trustProxy: data.TRUST_PROXY,
    smtpUrl: data.SMTP_URL,
    mailFrom: data.MAIL_FROM,
    embeddings: data.EMBEDDINGS_URL
      ? { url: data.EMBEDDINGS_URL, model: data.EMBEDDINGS_MODEL, key: data.EMBEDDINGS_KEY }
      : undefined,
    jobs: data.JOBS,
    logLevel: data.LOG_LEVEL,
  };
}

export class ConfigProblem extends Error {
  constructor(problems: string[]) {
    super(`Shadow Shift cannot start until these settings are mended:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}
