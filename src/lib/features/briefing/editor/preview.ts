import type { CityManifest } from '#lib/model/city.ts';
import type { ValuesNow } from '#lib/model/briefing/contract.ts';
import type { BriefingDraft } from '#lib/model/briefing/draft.ts';
import type { Briefing } from '#lib/model/briefing/frozen.ts';

/** A draft as it would be read now: its numbers of this moment, its figures not drawn yet. */
export function previewOf(
	draft: BriefingDraft,
	now: ValuesNow | undefined,
	city: Pick<CityManifest, 'id' | 'name' | 'timezone' | 'fictional' | 'attribution' | 'version'>
): Briefing {
	const values = now?.values ?? {};
	const cards = now?.cards ?? [];
	const times = [...Object.values(values), ...cards].flatMap(({ at }) => at ?? []);
	return {
		v: 1,
		draft,
		city: {
			id: city.id,
			name: city.name,
			timezone: city.timezone,
			fictional: city.fictional,
			attribution: [...city.attribution],
			pack: city.version
		},
		program: { version: '', renderer: '' },
		frozenAt: now?.now ?? 0,
		dataAsOf: times.length > 0 ? Math.max(...times) : null,
		values: { ...values },
		cards: [...cards],
		figures: {},
		files: {},
		sources: [...(now?.sources ?? [])],
		scenarios: []
	};
}
