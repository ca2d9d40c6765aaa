/** An address for health and logs, which everyone may read: without a password or a key in its query. */
export function shownUrl(url: string): string {
	if (!URL.canParse(url)) return 'an address that cannot be read';
	const { protocol, host, pathname } = new URL(url);
	return `${protocol}//${host}${pathname}`;
}
