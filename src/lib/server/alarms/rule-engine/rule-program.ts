import type { AlarmCondition, AlarmLevel, ThemeRule, Words } from '#lib/model/alarm-rule.ts';
import type { Alarm, AlarmReading } from '#lib/model/alarm.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { areaTest, type AreaParts } from './area-test.ts';
import { entityTest, homeOf } from './entity-test.ts';
import type { TestParts } from './truth-of-entity.ts';
import { followEntities } from './follow.ts';
import { LayerSilence } from './layer-silence.ts';
import type { LayerBook, Look } from './layer-book.ts';
import { OpenEvents } from './open-events.ts';
import { ruleFault } from './rule-fault.ts';
import { placeOf } from './rule-layer.ts';
import { truthOf, type Truth } from './truth.ts';

/** A rule as the engine runs it. */
export interface EngineRule extends ThemeRule {
	/** Only there, by the names of the city's districts. */
	readonly districts?: readonly string[];
	/** Since when it is judged, when that is after the start: what fell silent before is waited for anew. */
	readonly since?: EpochMs;
}

/** What an alarm is about. */
export interface SubjectFacts {
	/** The same for the same subject after any restart. */
	readonly key: string;
	readonly subject: Alarm['subject'];
	readonly name: string;
	readonly names?: Words;
	readonly place?: LngLat;
}

/** A rule made ready: what is asked of each of its subjects, by number. */
export interface RuleProgram {
	readonly rule: EngineRule;
	readonly test: Ask;
	readonly rungs: readonly { readonly level: AlarmLevel; readonly test: Ask }[];
	read(n: number): AlarmReading[];
	facts(n: number): SubjectFacts;
	/** False: the subject is in none of these districts; of the whole city nothing is. */
	isIn(n: number, districts: ReadonlySet<string>): boolean;
	/** Looks at every subject. */
	all(): void;
	/** The layers that it must know before it can say that a subject is not there. */
	readonly isKnown: boolean;
}
type Ask = (n: number, keep: boolean) => Truth;

export interface ProgramParts extends TestParts {
	events(layer: string, open: OpenEvents): void;
	/** Name of the district at a place. */
	district(place: LngLat): string | undefined;
}

/** Makes a rule ready; `look` hears of every subject that may be another one. Throws OPTION_INVALID for a rule that cannot be meant. */
export function ruleProgram(rule: EngineRule, parts: ProgramParts, look: Look): RuleProgram {
	const { when } = rule.rule;
	if (when.kind === 'count') return areaProgram(rule, when.areas, parts, look);
	if ((when.kind === 'all' || when.kind === 'any') && when.areas !== undefined)
		return areaProgram(rule, when.areas, parts, look);
	if (when.kind === 'absence' && when.whole) return layerProgram(rule, when, parts, look);
	if (when.kind === 'event') return eventProgram(rule, when, parts, look);
	return entityProgram(rule, parts, look);
}

const rungsOf = ({ rule }: EngineRule, make: (condition: AlarmCondition) => Ask): RuleProgram['rungs'] =>
	(rule.ladder ?? []).map(({ level, when }) => ({ level, test: make(when) }));

function entityProgram(rule: EngineRule, parts: ProgramParts, look: Look): RuleProgram {
	const home = parts.book(homeOf(rule.rule.when));
	const own = entityTest(rule.rule.when, home, parts);
	const books = new Set(own.books);
	const rungs = rungsOf(rule, (when) => {
		const rung = entityTest(when, home, parts);
		for (const book of rung.books) books.add(book);
		return rung.test;
	});
	followEntities(home, books, look);
	const place = (n: number) => (home.source ? placeOf(home.source.rows, n) : undefined);
	return {
		rule,
		test: own.test,
		rungs,
		read: (n) => readings((list) => own.read(n, list)),
		facts(n) {
			const entity = home.source?.entity(n);
			const id = entity?.urn ?? '';
			const at = place(n);
			return {
				key: `entity:${home.id}:${id}`,
				subject: { kind: 'entity', ref: { layer: home.id, id } },
				name: entity?.title || id,
				...(at && { place: at })
			};
		},
		isIn: (n, districts) => isAmong(place(n), districts, parts),
		all() {
			const present = home.source?.rows.present ?? [];
			for (let n = 0; n < present.length; n++) if (present[n]) look(n, false);
		},
		get isKnown() {
			return home.source !== undefined;
		}
	};
}

function areaProgram(rule: EngineRule, dataset: string, parts: ProgramParts, look: Look): RuleProgram {
	const set = parts.areas(dataset);
	const books = new Set<LayerBook>();
	/** Areas that may be others, and whether because of a row. */
	const dirty = new Map<number, boolean>();
	const flush = () => {
		if (dirty.size === 0 || parts.moment.takesStock) return;
		const areas = [...dirty];
		dirty.clear();
		for (const [area, reading] of areas) look(area, reading);
	};
	const areaParts: AreaParts = {
		...parts,
		set,
		books,
		everyRow: (rule.rule.raiseReadings ?? 1) > 1,
		changed(area, reading) {
			if (area === 'all') for (let n = 0; n < set.size; n++) dirty.set(n, dirty.get(n) ?? false);
			else dirty.set(area, (dirty.get(area) ?? false) || reading);
		},
		flush
	};
	const own = areaTest(rule.rule.when, areaParts);
	const rungs = rungsOf(rule, (when) => {
		const rung = areaTest(when, areaParts);
		return (n, keep) => rung.test(n, keep);
	});
	// After all that counts has taken the row in.
	for (const book of books) book.add(flush);
	return {
		rule,
		test: (n, keep) => own.test(n, keep),
		rungs,
		read: (n) => readings((list) => own.read(n, list)),
		facts(n) {
			const name = set.names[n]!;
			const place = set.centre(n);
			return {
				key: `area:${dataset}:${name}`,
				subject: { kind: 'area', dataset, name },
				name,
				...(place && { place })
			};
		},
		isIn: (n, districts) => isAmong(set.centre(n), districts, parts),
		all() {
			dirty.clear();
			for (let n = 0; n < set.size; n++) look(n, false);
		},
		get isKnown() {
			return [...books].every(({ source }) => source !== undefined);
		}
	};
}

function layerProgram(
	rule: EngineRule,
	when: Extract<AlarmCondition, { readonly kind: 'absence' }>,
	parts: ProgramParts,
	look: Look
): RuleProgram {
	const book = parts.book(when.layer);
	const own = new LayerSilence(when, book, parts, () => look(0, false));
	const rungs = rungsOf(rule, (condition) => {
		if (condition.kind !== 'absence' || !condition.whole)
			throw ruleFault('a rung of a silent layer is another silence of a whole layer');
		const rung = new LayerSilence(condition, parts.book(condition.layer), parts, () => look(0, false));
		return (_, keep) => rung.test(keep);
	});
	return {
		rule,
		test: (_, keep) => own.test(keep),
		rungs,
		read: () => readings((list) => own.read(list)),
		facts: () => ({
			key: `layer:${book.id}`,
			subject: { kind: 'layer', layer: book.id },
			...named(book.source?.declaration.title, book.id)
		}),
		isIn: () => true,
		all: () => look(0, false),
		isKnown: true
	};
}

function eventProgram(
	rule: EngineRule,
	when: Extract<AlarmCondition, { readonly kind: 'event' }>,
	parts: ProgramParts,
	look: Look
): RuleProgram {
	const open: OpenEvents = new OpenEvents(when, parts.moment, (n) => look(n, true));
	parts.events(when.layer, open);
	const rungs = rungsOf(rule, (condition) => {
		if (condition.kind !== 'event' || condition.layer !== when.layer)
			throw ruleFault('a rung of an event names types of the same layer');
		const types = condition.types && new Set(condition.types);
		return (n) => truthOf(open.isOpen(n) && (!types || types.has(open.event(n)!.type)));
	});
	return {
		rule,
		test: (n) => truthOf(open.isOpen(n)),
		rungs,
		read: (n) => readings((list) => open.read(n, list)),
		facts(n) {
			const event = open.event(n);
			const id = event?.id ?? '';
			return {
				key: `entity:${when.layer}:${id}`,
				subject: { kind: 'entity', ref: { layer: when.layer, id } },
				...named(event?.title, id),
				...(event?.position && { place: event.position })
			};
		},
		isIn: (n, districts) => isAmong(open.event(n)?.position, districts, parts),
		all() {
			for (const n of open.numbers()) look(n, false);
		},
		isKnown: true
	};
}

/** By a title of some languages. */
function named(
	title: Readonly<Record<string, string>> | undefined,
	id: string
): Pick<SubjectFacts, 'name' | 'names'> {
	const { zh, en } = title ?? {};
	return {
		name: zh ?? Object.values(title ?? {})[0] ?? id,
		...(zh !== undefined && en !== undefined && { names: { zh, en } })
	};
}

function readings(read: (list: AlarmReading[]) => void): AlarmReading[] {
	const list: AlarmReading[] = [];
	read(list);
	return list;
}

function isAmong(
	place: LngLat | undefined,
	districts: ReadonlySet<string>,
	{ district }: ProgramParts
): boolean {
	const name = place && district(place);
	return name !== undefined && districts.has(name);
}
