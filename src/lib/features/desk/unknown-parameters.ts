import { VIEW_PARAMETERS, type UrlProblem } from '#lib/state/view-url.ts';

/** What every desk page takes beside its view: who only looks, in which language, which saved view. */
const OF_PAGES: readonly string[] = ['kiosk', 'lang', 'v'];

/** Parameters of a desk page's address that mean nothing to it; `own`: names that only this page knows. */
export function unknownParameters(
	address: Iterable<readonly [string, string]>,
	own: readonly string[] = []
): UrlProblem[] {
	const known: ReadonlySet<string> = new Set([...VIEW_PARAMETERS, ...OF_PAGES, ...own]);
	return [...address]
		.filter(([name, value]) => !known.has(name) || (name === 'kiosk' && value !== '1'))
		.map(([parameter, value]) => ({ parameter, value }));
}
