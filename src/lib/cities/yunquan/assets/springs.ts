import type { NamedCity } from '../build/buildings.ts';
import type { Survey } from '../build/survey.ts';
import { Dice } from '../geometry/dice.ts';
import { elevationAt } from '../plan/terrain.ts';
import { centreOf } from '../geometry/convex.ts';
import { thingSource, type Thing, type ThingSource } from './table.ts';

/** The named springs with their gauges: the level of each mouth, and what it gives in a usual year. */
export function springs(named: NamedCity, survey: Survey): ThingSource {
	return thingSource(
		'springs',
		'Spring',
		['category', 'name', 'name_en', 'mouth_m', 'usual_litres_s'],
		function* (): Generator<Thing> {
			const { plan } = named.city.skeleton;
			const dice = new Dice(plan.seed, 144);
			for (const { surface, name } of survey.surfaces) {
				if (surface.named !== 'spring' || !name) continue;
				const at = centreOf(surface.rings[0]!);
				const mouth = Math.round((elevationAt(plan, at.x, at.y) - 1.5) * 100) / 100;
				const strength = dice.next();
				const litres = Math.round(15 + 320 * strength * strength);
				yield { at, values: ['名泉', name.zh, name.en, mouth, litres] };
			}
		}
	);
}
