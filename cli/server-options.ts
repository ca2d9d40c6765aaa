import { Option } from 'commander';

/** What commands that ask a running server have in common. */
export interface ServerOptions {
	readonly url: string;
	readonly json?: boolean;
}

const SERVER_URL = 'http://127.0.0.1:4400';

export const urlOption = () => new Option('--url <url>', 'the running server').default(SERVER_URL);
export const jsonOption = () => new Option('--json', 'as JSON');

/** The token that a server may want, from the environment. */
export const serverToken = (): string | undefined => process.env['CITYLOOP_INGEST_TOKEN'];
