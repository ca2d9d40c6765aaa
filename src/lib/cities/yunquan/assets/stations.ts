import type { NamedCity } from '../build/buildings.ts';
import { distance, type Point } from '../geometry/point.ts';
import { stemOf } from '../names/place-names.ts';
import { middleOfCell } from '../people/wards.ts';
import { onGround } from '../plan/lattice.ts';
import { elevationAt } from '../plan/terrain.ts';
import { LAKE, MOAT, RIVER } from '../names/great-names.ts';
import { lakeOf } from '../water/lake.ts';
import { thingSource, type Thing, type ThingSource } from './table.ts';

/** Air quality stations: one for about thirty built cells, spread evenly, and a background one in the hills. */
export function airStations(named: NamedCity): ThingSource {
	return thingSource(
		'air_stations',
		'AirQualityObserved',
		['category', 'name'],
		function* (): Generator<Thing> {
			const { city, wards } = named;
			const towns = [...city.built.keys()].filter((cell) => city.uses.get(cell) === 'zone');
			const wanted = Math.max(3, Math.round(towns.length / 30));
			const chosen: Point[] = [];
			// The cell farthest from all stations gets the next: a spread without gaps.
			for (let k = 0; k < Math.min(wanted, 200); k++) {
				let best = towns[0]!;
				let farthest = -1;
				for (const cell of towns) {
					const at = middleOfCell(city, cell);
					const away =
						chosen.length === 0
							? cell === best
								? 1
								: 0
							: Math.min(...chosen.map((other) => distance(other, at)));
					if (away > farthest) [best, farthest] = [cell, away];
				}
				const at = middleOfCell(city, best);
				chosen.push(at);
				const ward = wards.communityOf.get(best);
				yield { at, values: ['城区站', `${ward ? stemOf(ward.name).zh : '云泉'}空气站`] };
			}
			const wild = city.skeleton.cells.zones.indexOf('forest');
			if (wild >= 0) yield { at: middleOfCell(city, wild), values: ['背景站', '栖岚山背景站'] };
		}
	);
}

/** Water level gauges: along the river, at the lake and in the moat. */
export function waterGauges(named: NamedCity): ThingSource {
	return thingSource(
		'water_gauges',
		'WaterLevelObserved',
		['category', 'name', 'zero_m', 'warning_m', 'alarm_m'],
		() => gauges(named)
	);
}

function* gauges({ city }: NamedCity): Generator<Thing> {
	const { plan, oldTown } = city.skeleton;
	const gauge = (category: string, name: string, at: Point, warning: number, alarm: number): Thing => ({
		at,
		values: [category, name, Math.round((elevationAt(plan, at.x, at.y) - 5) * 10) / 10, warning, alarm]
	});
	const middle =
		(plan.columns.at[plan.columns.line['westBank']!]! + plan.columns.at[plan.columns.line['eastBank']!]!) / 2;
	const rows = plan.rows.at;
	for (let j = 0; j < rows.length; j += 3)
		yield gauge('河道', `${RIVER.zh}${j / 3 + 1}号断面`, onGround(plan, middle, rows[j]!), 4.2, 5);
	yield gauge('湖泊', `${LAKE.zh}水位站`, lakeOf(plan).shore[0]!, 2.4, 2.9);
	const { corners } = oldTown.innerBank;
	for (const [k, corner] of corners.entries())
		if (k % 2 === 0) yield gauge('护城河', `${MOAT.zh}${k / 2 + 1}号站`, corner, 1.9, 2.3);
}
