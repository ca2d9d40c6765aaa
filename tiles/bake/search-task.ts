import { readFileSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import { addressText } from '#lib/model/address-text.ts';
import type { PlaceRecord } from '#tiles/source-records.ts';
import type { CollectedAddresses, CollectedRoads, NamedSurface } from './collected.ts';
import { insidePoint } from './labels.ts';
import { roadStyle } from './road-classes.ts';
import type { SearchEntry, SearchTask } from './search-file.ts';

export interface SearchSources {
	/** buildings.arrow, already written. */
	readonly table: string;
	readonly addresses: CollectedAddresses;
	readonly addressBuilding: Int32Array;
	readonly streets: readonly string[];
	/** English names of buildings, by source id. */
	readonly englishNames: ReadonlyMap<number, string>;
	readonly places: readonly PlaceRecord[];
	readonly surfaces: readonly NamedSurface[];
	readonly roads: CollectedRoads;
}

/** Everything with a name, for the thread that writes the index. */
export function searchTask(file: string, sources: SearchSources): SearchTask {
	const entries: SearchEntry[] = [];
	for (const place of sources.places)
		entries.push(
			...inBoth(place.nameEn, {
				kind: place.kind === 'district' ? 'place' : place.kind,
				name: place.name,
				context: place.kind === 'poi' || place.kind === 'place' ? place.class.replaceAll('_', ' ') : '',
				lng: place.lng,
				lat: place.lat,
				building: -1,
				rank: place.rank
			})
		);
	for (const { name, nameEn, area, outer, class: kind } of sources.surfaces) {
		const [lng, lat] = insidePoint(outer);
		entries.push(
			...inBoth(nameEn, {
				kind: 'place',
				name,
				context: kind.replaceAll('_', ' '),
				lng,
				lat,
				building: -1,
				rank: area > 1e6 ? 2 : area > 1e4 ? 5 : 8
			})
		);
	}
	entries.push(...streetEntries(sources.roads));
	const { entries: buildings, names, addresses } = buildingEntries(sources);
	entries.push(...buildings);
	return { kind: 'search', file, entries, addresses, streets: sources.streets, buildingNames: names };
}

/** An entry, and one for its English name when it has one: that is known by the own name. */
function inBoth(english: string | undefined, entry: SearchEntry): SearchEntry[] {
	return english === undefined ? [entry] : [entry, { ...entry, name: english, context: entry.name }];
}

/** One entry a street name, and one for its English; its place is the middle of its longest road of the highest class. */
function streetEntries(roads: CollectedRoads): SearchEntry[] {
	const best = new Map<number, { lng: number; lat: number; weight: number; cls: number; english: number }>();
	const lngLat = roads.lngLat.view();
	const names = roads.name.view();
	const english = roads.nameEn.view();
	const classes = roads.class.view();
	let begin = 0;
	roads.ends.view().forEach((end, road) => {
		const middle = (begin + end) >> 1;
		const name = names[road]!;
		const cls = roadStyle(roads.classes.texts[classes[road]!] ?? '') ?? -1;
		const weight = (cls + 1) * 1000 + end - begin;
		begin = end;
		if (name < 0 || weight <= (best.get(name)?.weight ?? -1)) return;
		best.set(name, {
			lng: lngLat[2 * middle]!,
			lat: lngLat[2 * middle + 1]!,
			weight,
			cls,
			english: english[road]!
		});
	});
	return [...best].flatMap(([name, { lng, lat, cls, english: number }]) => {
		const own = roads.names.texts[name]!;
		const entry = { kind: 'street' as const, name: own, context: '', lng, lat, building: -1, rank: 3 - cls };
		return inBoth(number < 0 ? undefined : roads.englishNames.texts[number], entry);
	});
}

function buildingEntries({ table: path, addresses, addressBuilding, streets, englishNames }: SearchSources) {
	const entries: SearchEntry[] = [];
	const names = new Map<number, string>();
	const houseNumber = [...addresses.houseNumber];
	const street = [...addresses.street.view()];
	const lngs = [...addresses.lng.view()];
	const lats = [...addresses.lat.view()];
	const building = [...addressBuilding];
	const table = readTable(path);
	if (table) {
		const column = (name: string) => table.getChild(name)!;
		const has = new Set(addressBuilding);
		const streetNumber = new Map(streets.map((text, number) => [text, number]));
		const [name, way, number] = [column('name'), column('street'), column('house_number')];
		const source = column('source_id');
		const [lng, lat, height] = [column('lng'), column('lat'), column('height')];
		for (let row = 0; row < table.numRows; row++) {
			const text = name.get(row) as string | null;
			const onStreet = way.get(row) as string | null;
			const house = number.get(row) as string | null;
			if (text !== null) {
				names.set(row, text);
				entries.push(
					...inBoth(englishNames.get(source.get(row) as number), {
						kind: 'building',
						name: text,
						context: onStreet === null ? '' : addressText(onStreet, house ?? undefined),
						lng: lng.get(row) as number,
						lat: lat.get(row) as number,
						building: row,
						rank: -(height.get(row) as number)
					})
				);
			}
			if (onStreet === null || house === null || has.has(row)) continue;
			houseNumber.push(house);
			street.push(streetNumber.get(onStreet) ?? -1);
			lngs.push(lng.get(row) as number);
			lats.push(lat.get(row) as number);
			building.push(row);
		}
	}
	return {
		entries,
		names,
		addresses: {
			houseNumber,
			street: Int32Array.from(street),
			lng: Float64Array.from(lngs),
			lat: Float64Array.from(lats),
			building: Int32Array.from(building)
		}
	};
}

function readTable(path: string) {
	try {
		return tableFromIPC(readFileSync(path));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}
