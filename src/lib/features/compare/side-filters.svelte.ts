import type { Filter } from '#lib/model/view-spec.ts';
import { locale } from '#lib/state/locale.svelte.ts';
import { filterWords } from '../charts/chart-words.ts';
import { filtersOf, viewsOf } from '../charts/chart-views.ts';
import { LinkedCharts } from '../charts/linked-charts.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';

/** Filters that a side has of its own: its rows are those that pass them, whatever the charts hold. */
export class SideFilters {
	#groups = $state.raw<readonly LinkedCharts[]>([]);
	readonly #session: CitySession;

	constructor(session: CitySession) {
		this.#session = session;
	}

	/** Each filter in words, with how many rows pass them all. */
	readonly words: readonly { readonly dataset: string; readonly text: string; readonly rows: number }[] =
		$derived.by(() =>
			this.#groups.map((group) => ({
				dataset: group.dataset.id,
				rows: group.now.selected,
				text: [...group.filters]
					.flatMap(([id, filter]) => {
						const layout = group.layout(id);
						const reader = { locale: locale.current, zone: this.#session.city.timezone };
						return layout ? [filterWords(group.dataset, layout, filter, reader)] : [];
					})
					.join(' · ')
			}))
		);

	/** Holds the side's rows to filters; returns what lets them go. */
	hold(filters: readonly Filter[]): () => void {
		const session = this.#session;
		session.filtered.masks = new Map();
		session.filtered.holdOnly(new Map());
		const groups = [...session.datasets, ...session.liveDatasets].flatMap((dataset) => {
			if (dataset.kind !== 'points' && dataset.kind !== 'shapes') return [];
			const own = filtersOf(dataset, filters);
			if (own.length === 0) return [];
			const group = new LinkedCharts(session, dataset);
			void group.follow({ views: viewsOf(dataset, [], own), filters: own });
			return [group];
		});
		this.#groups = groups;
		return () => {
			for (const group of groups) group.close();
			this.#groups = [];
		};
	}
}
