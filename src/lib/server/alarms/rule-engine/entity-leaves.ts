import type { AlarmCondition, Limits } from '#lib/model/alarm-rule.ts';
import type { AlarmReading } from '#lib/model/alarm.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { NULLS } from '#lib/model/wire/fields.ts';
import { AreaOfEntities } from './area-of-entities.ts';
import type { EntityTest, TestParts } from './truth-of-entity.ts';
import type { LayerBook } from './layer-book.ts';
import { RateWindow } from './rate-window.ts';
import { ruleFault } from './rule-fault.ts';
import { UNKNOWN, isPast, limitPast, truthOf } from './truth.ts';

type Of<K extends AlarmCondition['kind']> = Extract<AlarmCondition, { readonly kind: K }>;
type Leaf = Omit<EntityTest, 'books'>;

/** The latest value of a metric. */
export function valueTest(condition: Of<'value'>, book: LayerBook): Leaf {
	checkLimits(condition, condition.limitFrom !== undefined);
	const column = book.column(condition.metric);
	const own = condition.limitFrom === undefined ? undefined : book.column(condition.limitFrom);
	const limits = asKept(condition);
	const limitsOf = (idx: number) => (own ? ownLimits(condition, own.last(idx)) : limits);
	book.judges(column);
	return {
		test(idx, keep) {
			const value = column.fresh(idx);
			const past = Number.isNaN(value) ? undefined : limitsOf(idx);
			return past ? truthOf(isPast(value, past, keep)) : UNKNOWN;
		},
		read(idx, readings) {
			const value = column.last(idx);
			const { unit, title } = column;
			readings.push({
				...readingOf(book, idx, column.at(idx)),
				name: condition.metric,
				...(title && { title }),
				value: asSaid(value),
				unit,
				...saidLimit(value, limitsOf(idx))
			});
		}
	};
}

/** An entity's own limit in place of the rule's, whose number stands in for entities that say none. */
function ownLimits({ above, below, clear }: Limits, limit: number): Limits | undefined {
	const side = below === undefined ? 'above' : 'below';
	const past = Number.isNaN(limit) ? (below ?? above) : limit;
	if (past === undefined) return undefined;
	return asKept({ [side]: past, ...(clear !== undefined && { clear: past + clear }) });
}

/** Values are kept as float32: a limit of 0.2 is met by the 0.2 that is kept. */
const asKept = ({ above, below, clear }: Limits): Limits => ({
	...(above !== undefined && { above: Math.fround(above) }),
	...(below !== undefined && { below: Math.fround(below) }),
	...(clear !== undefined && { clear: Math.fround(clear) })
});

/** As people wrote it: the digits that float32 adds are gone. */
const asSaid = (value: number): number | null => (Number.isNaN(value) ? null : Number(value.toPrecision(7)));

function saidLimit(value: number, limits: Limits | undefined): ReturnType<typeof limitPast> {
	const { limit, ...rest } = limitPast(value, limits ?? {});
	return limit === undefined ? rest : { ...rest, limit: asSaid(limit)! }; // a limit is a number
}

/** Change of a metric a second. */
export function rateTest(condition: Of<'rate'>, book: LayerBook): Leaf {
	checkLimits(condition);
	const column = book.column(condition.metric);
	/** By dictionary row. */
	const windows: (RateWindow | undefined)[] = [];
	book.add((idx) => {
		if (!book.isHere(idx)) {
			windows[idx] = undefined;
			return;
		}
		const [value, at] = [column.fresh(idx), column.at(idx)];
		if (Number.isNaN(value) || at === undefined) return;
		const window = (windows[idx] ??= new RateWindow(condition.over * 1000, book.staleAfter));
		window.add(at, value);
	});
	book.judges(column);
	const rateOf = (idx: number) => windows[idx]?.rate() ?? NaN;
	return {
		test(idx, keep) {
			const rate = Number.isNaN(column.fresh(idx)) ? NaN : rateOf(idx);
			return Number.isNaN(rate) ? UNKNOWN : truthOf(isPast(rate, condition, keep));
		},
		read(idx, readings) {
			const rate = rateOf(idx);
			const { unit, title } = column;
			readings.push({
				...readingOf(book, idx, column.at(idx)),
				name: condition.metric,
				...(title && { title: { zh: `${title.zh}变化率`, en: `${title.en}, change` } }),
				value: asSaid(rate),
				unit: unit === '1' ? '/s' : `${unit}/s`,
				...limitPast(rate, condition)
			});
		}
	};
}

/** A word of status. */
export function statusTest({ is }: Of<'status'>, book: LayerBook): Leaf {
	if (is.length === 0) throw ruleFault('it names no word of status');
	const words = new Set(is);
	const wordOf = (idx: number): string | undefined => {
		const { statuses, rows } = book.source!; // only asked for entities that are there
		return rows.status[idx] === NULLS.u8 ? undefined : statuses[rows.status[idx]!];
	};
	book.judges();
	return {
		test(idx) {
			const word = book.isStale(idx) ? undefined : wordOf(idx);
			return word === undefined ? UNKNOWN : truthOf(words.has(word));
		},
		read(idx, readings) {
			readings.push({
				...readingOf(book, idx),
				name: 'status',
				title: { zh: '状态', en: 'Status' },
				value: wordOf(idx) ?? null
			});
		}
	};
}

/** Nothing heard of an entity that was there. */
export function absenceTest(
	{ after: limit }: Of<'absence'>,
	book: LayerBook,
	{ moment, since }: TestParts
): Leaf {
	const limitMs = () => (limit === undefined ? book.staleAfter : limit * 1000);
	const heard = (idx: number, keep: boolean) => {
		const at = moment.heard(book.source!.rows.ts[idx]!);
		return keep ? at : Math.max(at, since);
	};
	// The first instant at which it is longer than the limit.
	book.addDeadline((idx) => heard(idx, false) + limitMs() + 1);
	return {
		test: (idx, keep) => truthOf(moment.now - heard(idx, keep) > limitMs()),
		read(idx, readings) {
			readings.push({ ...readingOf(book, idx), ...SILENCE, limit: limitMs() / 1000 });
		}
	};
}

/** The reading of who said nothing: its time is that of the last word, its limit in seconds. */
export const SILENCE = {
	name: 'silence',
	title: { zh: '最后数据', en: 'Last heard' },
	value: null,
	unit: 's',
	side: 'above'
} as const;

/** Where the entity is. */
export function geofenceTest(
	{ areas: dataset, names, is }: Of<'geofence'>,
	book: LayerBook,
	parts: TestParts
): Leaf {
	const areas = parts.areas(dataset);
	const missing = names?.find((name) => !areas.names.includes(name));
	if (missing !== undefined) throw ruleFault(`${dataset} has no area '${missing}'`);
	const meant = names && new Set(names);
	const where = new AreaOfEntities(areas, book);
	const nameOf = (idx: number) => areas.names[where.of(idx)];
	book.judges();
	return {
		test(idx) {
			if (book.isStale(idx) || !where.isPlaced(idx)) return UNKNOWN;
			const name = nameOf(idx);
			const inside = name !== undefined && (!meant || meant.has(name));
			return truthOf(inside === (is === 'inside'));
		},
		read(idx, readings) {
			readings.push({
				...readingOf(book, idx),
				name: 'position',
				title: { zh: '位置', en: 'Position' },
				value: nameOf(idx) ?? null
			});
		}
	};
}

/** Throws when limits cannot be meant as they are. */
export function checkLimits({ above, below, clear }: Limits, byEntity = false): void {
	if (above === undefined && below === undefined && !byEntity) throw ruleFault('it has no limit');
	if (clear === undefined) return;
	if (above !== undefined && below !== undefined)
		throw ruleFault('one limit for clearing cannot serve two sides');
	const isBack = byEntity
		? below === undefined
			? clear <= 0
			: clear >= 0
		: above !== undefined
			? clear <= above
			: clear >= below!;
	if (!isBack) throw ruleFault('the limit for clearing lies beyond the one for raising');
}

function readingOf(
	book: LayerBook,
	idx: number,
	at: EpochMs | undefined = book.source?.rows.ts[idx]
): Pick<AlarmReading, 'entity' | 'at' | 'unit'> {
	return { entity: { layer: book.id, id: book.source?.entity(idx)?.urn ?? '' }, at: at ?? 0, unit: '1' };
}
