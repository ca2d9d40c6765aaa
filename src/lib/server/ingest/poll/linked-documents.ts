import type { Adapter } from '#lib/model/observation.ts';
import { RecentSet } from '../recent-set.ts';

/** Documents fetched for one answer of a feed; the rest come with the next. */
const MOST_AT_ONCE = 50;
/** Documents that are known not to change: an alert has an address of its own. */
const KNOWN = 5_000;

/** Documents that a feed only points to: each is fetched once, and only from where the feed itself is. */
export class LinkedDocuments {
	readonly #feed: URL;
	readonly #taken = new RecentSet(KNOWN);

	constructor(feedUrl: string) {
		this.#feed = new URL(feedUrl);
	}

	/** The addresses to fetch, and the places in the feed that say nothing but a link that is, or was, followed. */
	of(
		adapter: Adapter,
		bytes: Uint8Array
	): { readonly urls: readonly string[]; readonly places: ReadonlySet<string> } {
		const near = (adapter.links?.(bytes) ?? []).flatMap(({ place, url }) => {
			const absolute = URL.canParse(url, this.#feed) ? new URL(url, this.#feed) : undefined;
			return absolute?.origin === this.#feed.origin ? [{ place, url: absolute.href }] : [];
		});
		const urls = [...new Set(near.map(({ url }) => url))].filter((url) => !this.#taken.has(url));
		return { urls: urls.slice(0, MOST_AT_ONCE), places: new Set(near.map(({ place }) => place)) };
	}

	/** It was taken: it is not fetched again. */
	took(url: string): void {
		this.#taken.add(url);
	}
}
