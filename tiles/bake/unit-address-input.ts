import type { BuildingIntake } from './building-intake.ts';
import { tileX, tileY } from './cells.ts';
import type { CollectedAddresses } from './collected.ts';
import type { AddressInput } from './unit-addresses.ts';
import { BUCKET_ZOOM, bucketKey } from './unit-plan.ts';
import type { UnitPlan } from './unit-plan.ts';

/** An address this near to a neighbouring bucket may belong to a building there, degrees (about 60 m). */
const NEAR = 0.0006;

/** The addresses that each unit should try to match: by the named building, else by place. */
export function unitAddresses(
	units: readonly UnitPlan[],
	addresses: CollectedAddresses,
	intake: BuildingIntake
): Map<UnitPlan, AddressInput> {
	const unitOf = new Map<number, number>();
	units.forEach((unit, number) => {
		for (const bucket of unit.buckets) unitOf.set(bucket, number);
	});
	const chosen: number[][] = units.map(() => []);
	const lngs = addresses.lng.view();
	const lats = addresses.lat.view();
	const buildings = addresses.building.view();
	for (let a = 0; a < addresses.count; a++) {
		const named = Number.isNaN(buildings[a]!) ? undefined : intake.bucketOf.get(buildings[a]!);
		if (named !== undefined) {
			chosen[unitOf.get(named)!]?.push(a);
			continue;
		}
		const found = new Set<number>();
		for (const [dx, dy] of [
			[-NEAR, -NEAR],
			[NEAR, -NEAR],
			[-NEAR, NEAR],
			[NEAR, NEAR]
		] as const) {
			const bucket = bucketKey(tileX(lngs[a]! + dx, BUCKET_ZOOM), tileY(lats[a]! + dy, BUCKET_ZOOM));
			const unit = unitOf.get(bucket);
			if (unit !== undefined) found.add(unit);
		}
		for (const unit of found) chosen[unit]!.push(a);
	}
	const streets = addresses.street.view();
	return new Map(
		units.map((unit, number) => {
			const list = chosen[number]!;
			return [
				unit,
				{
					index: Int32Array.from(list),
					lng: Float64Array.from(list, (a) => lngs[a]!),
					lat: Float64Array.from(list, (a) => lats[a]!),
					building: Float64Array.from(list, (a) => buildings[a]!),
					street: Int32Array.from(list, (a) => streets[a]!),
					houseNumber: list.map((a) => addresses.houseNumber[a]!)
				}
			];
		})
	);
}
