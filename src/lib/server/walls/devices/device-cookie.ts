import type { IncomingMessage, ServerResponse } from 'node:http';

const NAME = 'cityloop-wall';
/** As long as browsers keep one; each report of the machine begins it anew. */
const SECONDS = 400 * 86_400;

/** The token that a machine's browser sends with every question about walls. */
export function deviceToken({ headers }: IncomingMessage): string | undefined {
	const found = (headers.cookie ?? '').split(/; */).find((part) => part.startsWith(`${NAME}=`));
	return found?.slice(NAME.length + 1);
}

/** Gives a machine its token, or keeps the one that it has from ending. No script of the page can read it. */
export function setDeviceToken(request: IncomingMessage, response: ServerResponse, token: string): void {
	response.setHeader('Set-Cookie', `${NAME}=${token}; Max-Age=${SECONDS}; ${attributes(request)}`);
}

export function clearDeviceToken(request: IncomingMessage, response: ServerResponse): void {
	response.setHeader('Set-Cookie', `${NAME}=; Max-Age=0; ${attributes(request)}`);
}

/** A proxy before us says that the machine came by TLS. */
const attributes = ({ headers }: IncomingMessage): string =>
	`Path=/api/walls; HttpOnly; SameSite=Strict${headers['x-forwarded-proto'] === 'https' ? '; Secure' : ''}`;
