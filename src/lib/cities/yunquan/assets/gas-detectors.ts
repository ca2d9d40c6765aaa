import type { NamedCity } from '../build/buildings.ts';
import type { Survey } from '../build/survey.ts';
import type { Place } from '../fabric/draft.ts';
import { coversOn } from './sewers.ts';
import { spread } from './spread.ts';
import { thingSource, type Thing, type ThingSource } from './table.ts';

/** Detectors in valve wells and in buildings of the default city. */
const [WELLS, BUILDINGS] = [90, 30];
const KINDS: Readonly<Partial<Record<Place, string>>> = {
	mall: '商业综合体',
	hospital: '医院',
	hotel: '酒店'
};

/** Methane detectors: in wells of the gas pipes and in large buildings that cook with gas. */
export function gasDetectors(named: NamedCity, { places }: Survey): ThingSource {
	return thingSource(
		'gas_detectors',
		'GasDetector',
		['category', 'name', 'street', 'cover', 'building', 'pipe_kpa'],
		function* (): Generator<Thing> {
			const share = Math.min(4, named.city.skeleton.plan.scale);
			const wells = [...coversOn(named)].filter(({ category }) => category === '燃气');
			for (const { id, at, street } of spread(wells, Math.max(16, Math.round(WELLS * share))))
				yield { at, values: ['阀门井', `${street ?? ''}燃气阀门井`, street, id, undefined, 300] };
			const large = places.filter(({ place }) => KINDS[place]);
			for (const { place, name, at, building } of spread(large, Math.max(6, Math.round(BUILDINGS * share))))
				yield {
					at,
					values: [KINDS[place], `${name.zh}燃气探测器`, undefined, undefined, building, 3]
				};
		}
	);
}
