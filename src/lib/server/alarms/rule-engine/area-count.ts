import type { Limits } from '#lib/model/alarm-rule.ts';
import type { AlarmReading } from '#lib/model/alarm.ts';
import { grown } from '#lib/model/grown.ts';
import { NOWHERE, type AreaSet } from './area-set.ts';
import { AreaOfEntities } from './area-of-entities.ts';
import type { AreaTest } from './truth-of-area.ts';
import type { EntityTest } from './truth-of-entity.ts';
import { followEntities } from './follow.ts';
import type { LayerBook } from './layer-book.ts';
import { NO, UNKNOWN, YES, isPast, limitPast, truthOf, type Truth } from './truth.ts';

export interface AreaCountOptions {
	readonly areas: AreaSet;
	readonly home: LayerBook;
	/** What an entity must fulfil to be counted. */
	readonly of: EntityTest;
	/** The condition clears by other limits than it raises by. */
	readonly clears: boolean;
	/** Absent: one entity that fulfils it is enough. */
	readonly past?: Limits & { readonly share?: boolean; readonly least?: number };
	/** An area is another one. */
	readonly changed: (area: number, reading: boolean) => void;
	/** Told of every row, not only of those that change a count. */
	readonly everyRow: boolean;
}

/** What an entity adds to its area. */
const HERE = 1;
const KNOWN = 2;
/** Fulfils the condition with its limits for raising, and with those for clearing. */
const RAISES = 4;
const KEEPS = 8;

/** Entities in the readings of an alarm. */
const MOST_READ = 8;

/** How many entities of each area fulfil a condition: a row changes the counts of its own area only. */
export class AreaCount implements AreaTest {
	readonly #options: AreaCountOptions;
	readonly #where: AreaOfEntities;
	readonly #counts: Readonly<Record<'here' | 'known' | 'raises' | 'keeps', Int32Array>>;
	#area = new Int32Array(0);
	#marks = new Uint8Array(0);

	constructor(options: AreaCountOptions) {
		const { areas, home, of } = options;
		this.#options = options;
		this.#where = new AreaOfEntities(areas, home);
		const counts = () => new Int32Array(areas.size);
		this.#counts = { here: counts(), known: counts(), raises: counts(), keeps: counts() };
		followEntities(home, of.books, (idx, reading) => this.#update(idx, reading));
	}

	test(area: number, keep: boolean): Truth {
		const { past } = this.#options;
		const [known, all] = [this.#counts.known[area]!, this.#counts.here[area]!];
		const count = this.#counts[keep ? 'keeps' : 'raises'][area]!;
		const blind = all - known;
		if (!past) return count > 0 ? YES : blind > 0 ? UNKNOWN : NO;
		if (known < (past.least ?? 0)) return all >= (past.least ?? 0) ? UNKNOWN : NO;
		if (known === 0 && blind > 0) return UNKNOWN;
		if (past.share && known === 0) return NO;
		return truthOf(isPast(past.share ? count / known : count, past, keep));
	}

	read(area: number, readings: AlarmReading[]): void {
		const { past, areas, of } = this.#options;
		const [count, known] = [this.#counts.raises[area]!, this.#counts.known[area]!];
		if (past) {
			const value = past.share ? count / known : count;
			readings.push({
				entity: { layer: areas.dataset, id: areas.names[area]! },
				name: past.share ? 'share' : 'count',
				title: past.share ? { zh: '占比', en: 'Share' } : { zh: '数量', en: 'Number' },
				value: Number.isFinite(value) ? Number(value.toPrecision(4)) : null,
				unit: '1',
				at: this.#options.home.source?.newestAt ?? 0,
				...limitPast(value, past)
			});
		}
		const most = readings.length + MOST_READ;
		for (let idx = 0; idx < this.#marks.length && readings.length < most; idx++)
			if (this.#area[idx] === area && this.#marks[idx]! & RAISES) of.read(idx, readings);
	}

	#update(idx: number, reading: boolean): void {
		const { home, of, clears, changed, everyRow } = this.#options;
		if (idx >= this.#marks.length) this.#reserve(idx + 1);
		const isHere = home.isHere(idx);
		const area = isHere ? this.#where.of(idx) : NOWHERE;
		const [oldArea, oldMarks] = [this.#area[idx]!, this.#marks[idx]!];
		let marks = 0;
		if (area !== NOWHERE) {
			const raise = of.test(idx, false);
			marks = HERE | (raise === UNKNOWN ? 0 : KNOWN) | (raise === YES ? RAISES : 0);
			if ((clears ? of.test(idx, true) : raise) === YES) marks |= KEEPS;
		}
		if (area === oldArea && marks === oldMarks) {
			if (everyRow && reading && area !== NOWHERE) changed(area, true);
			return;
		}
		this.#area[idx] = area;
		this.#marks[idx] = marks;
		if (oldArea !== NOWHERE) this.#add(oldArea, oldMarks, -1);
		if (area !== NOWHERE) this.#add(area, marks, 1);
		if (oldArea !== NOWHERE && oldArea !== area) changed(oldArea, false);
		if (area !== NOWHERE) changed(area, reading);
	}

	#add(area: number, marks: number, by: 1 | -1): void {
		const { here, known, raises, keeps } = this.#counts;
		if (marks & HERE) here[area]! += by;
		if (marks & KNOWN) known[area]! += by;
		if (marks & RAISES) raises[area]! += by;
		if (marks & KEEPS) keeps[area]! += by;
	}

	#reserve(rows: number): void {
		const length = Math.max(rows, this.#marks.length * 2, 256);
		this.#area = grown(this.#area, length, NOWHERE);
		this.#marks = grown(this.#marks, length, 0);
	}
}
