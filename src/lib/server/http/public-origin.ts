/** Where people reach the server from elsewhere, for what is printed: the origin of CITYLOOP_PUBLIC_URL, when it is set. */
export function publicOrigin(): string | undefined {
	const own = process.env['CITYLOOP_PUBLIC_URL'];
	return own !== undefined && URL.canParse(own) ? new URL(own).origin : undefined;
}
