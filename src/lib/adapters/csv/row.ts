import type { DecodeOptions, Observation } from '#lib/model/observation.ts';
import { parseCityTopic } from '../support/city-topic.ts';
import type { Collector } from '../support/collector.ts';
import { Measures } from '../support/measures.ts';
import { shortened } from '../support/row-check.ts';
import { convertUnit } from '../support/ucum.ts';
import { wholeTurn } from '../support/whole-turn.ts';
import { isEmpty, numberIn, type TimeColumns } from './cells.ts';
import type { Column, Role } from './columns.ts';

/** What holds for every row of a table. */
export interface TableSense {
	readonly delimiter: string;
	readonly byRole: ReadonlyMap<Role, Column>;
	/** Columns whose cells are measured values. */
	readonly metrics: readonly Column[];
	/** Texts without a place in an observation. */
	readonly unused: readonly Column[];
	readonly times: TimeColumns;
	readonly options: DecodeOptions;
}

/** Adds one row of a table to what was found. */
export function addRow(found: Collector, place: string, cells: readonly string[], sense: TableSense): void {
	const said = (column: Column | undefined): string | undefined => {
		const cell = column ? (cells[column.index] ?? '') : '';
		return isEmpty(cell) ? undefined : cell;
	};
	const textOf = (role: Role) => said(sense.byRole.get(role));
	const topic = parseCityTopic(sense.options.topic);
	const entity = textOf('id') ?? topic?.device;
	if (entity === undefined) return found.reject(place, 'its id is empty');
	const layer = textOf('layer') ?? topic?.layer;
	if (topic && layer !== topic.layer)
		return found.reject(
			place,
			`it names the layer "${shortened(layer ?? '')}", but came by a topic of "${topic.layer}"`
		);
	const instant = sense.times.read((role) => textOf(role) ?? '');
	if (!instant.ok) return found.reject(place, instant.reason);
	const measures = new Measures(found, place);
	let bad: string | undefined;
	const numberOf = (role: Role, unit?: string): number | undefined => {
		const cell = textOf(role);
		if (cell === undefined) return undefined;
		const number = numberIn(cell, sense.delimiter);
		const given = sense.byRole.get(role)?.unit;
		const value =
			number === undefined || unit === undefined || given === undefined
				? number
				: convertUnit(number, given, unit);
		if (value === undefined)
			bad ??= `${role} "${shortened(cell)}" is not a number${number === undefined ? '' : ` in a unit like ${unit ?? ''}`}`;
		return value;
	};
	const [lng, lat, altitude] = [numberOf('lng'), numberOf('lat'), numberOf('alt', 'm')];
	const [speed, heading, seq] = [numberOf('speed', 'm/s'), numberOf('heading', 'deg'), numberOf('seq')];
	if (bad !== undefined) return found.reject(place, bad);
	if ((lng === undefined) !== (lat === undefined))
		return found.reject(place, 'it has only one of longitude and latitude');
	let tried = 0;
	for (const column of sense.metrics) {
		const cell = said(column);
		if (cell === undefined) continue;
		tried++;
		measures.add(column.name, numberIn(cell, sense.delimiter) ?? cell, column.unit);
	}
	for (const column of sense.unused) if (said(column) !== undefined) found.count('cell not used');
	const [status, title] = [textOf('status'), textOf('title')];
	const facts: Partial<Observation> = {
		...(lng === undefined || lat === undefined ? {} : { position: [lng, lat] }),
		...(altitude === undefined ? {} : { altitude }),
		...(speed === undefined ? {} : { speed }),
		...(heading === undefined ? {} : { heading: wholeTurn(heading) }),
		...(status === undefined ? {} : { status }),
		...(title === undefined ? {} : { title }),
		...measures.fields()
	};
	if (Object.keys(facts).length > 0)
		found.add(
			{
				kind: 'observation',
				entity,
				at: instant.at,
				...(layer === undefined ? {} : { layer }),
				...(seq === undefined ? {} : { seq }),
				...facts
			},
			place
		);
	else if (tried === 0) found.reject(place, 'it has no position, value, status or title');
}
