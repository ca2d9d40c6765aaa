import type { AlarmCondition } from '#lib/model/alarm-rule.ts';
import { NOWHERE, type AreaSet } from './area-set.ts';
import { AreaCount } from './area-count.ts';
import { checkLimits } from './entity-leaves.ts';
import { entityTest, homeOf } from './entity-test.ts';
import type { TestParts } from './truth-of-entity.ts';
import type { LayerBook } from './layer-book.ts';
import { LayerSilence } from './layer-silence.ts';
import { OpenEvents } from './open-events.ts';
import { ruleFault } from './rule-fault.ts';
import { YES, truthOf, type Truth } from './truth.ts';
import type { AreaTest } from './truth-of-area.ts';

export interface AreaParts extends TestParts {
	/** Events of a layer go there. */
	events(layer: string, open: OpenEvents): void;
	readonly set: AreaSet;
	readonly everyRow: boolean;
	/** Layers whose rows may change an area. */
	readonly books: Set<LayerBook>;
	/** An area, or every one, may be another one: looked at when the row has been taken in, or with `flush`. */
	changed(area: number | 'all', reading: boolean): void;
	flush(): void;
}

/**
 * Makes the test of a condition of areas. What is asked of one entity is true of an area when an entity there
 * fulfils it. Throws OPTION_INVALID.
 */
export function areaTest(condition: AlarmCondition, parts: AreaParts): AreaTest {
	switch (condition.kind) {
		case 'count': {
			if (condition.areas !== parts.set.dataset) throw ruleFault('all of it must be about the same areas');
			checkLimits(condition);
			return countOf(condition.of, parts, condition);
		}
		case 'all':
		case 'any':
			// Without areas of its own it is about one entity there.
			return condition.areas === undefined ? countOf(condition, parts) : groupOf(condition, parts);
		case 'absence':
			return condition.whole ? silenceOf(condition, parts) : countOf(condition, parts);
		case 'event':
			return eventsOf(condition, parts);
		default:
			return countOf(condition, parts);
	}
}

function countOf(
	of: AlarmCondition,
	parts: AreaParts,
	past?: Extract<AlarmCondition, { readonly kind: 'count' }>
): AreaTest {
	const home = parts.book(homeOf(of));
	const test = entityTest(of, home, parts);
	for (const book of test.books) parts.books.add(book);
	const { set: areas, everyRow, changed } = parts;
	return new AreaCount({
		areas,
		home,
		of: test,
		clears: clearsOtherwise(of),
		everyRow,
		changed,
		...(past && { past })
	});
}

/** True when a condition that stands is asked otherwise than one that does not. */
const clearsOtherwise = (when: AlarmCondition): boolean =>
	'of' in when
		? ('kind' in when.of ? [when.of] : when.of).some(clearsOtherwise)
		: when.kind === 'absence' || ('clear' in when && when.clear !== undefined);

function groupOf(
	{ kind, of, areas }: Extract<AlarmCondition, { readonly kind: 'all' | 'any' }>,
	parts: AreaParts
): AreaTest {
	if (areas !== parts.set.dataset) throw ruleFault('all of it must be about the same areas');
	const tests = of.map((condition) => areaTest(condition, parts));
	if (tests.length === 0) throw ruleFault(`'${kind}' of nothing`);
	const choose = kind === 'all' ? Math.min : Math.max;
	return {
		test: (area, keep) => choose(...tests.map((test) => test.test(area, keep))) as Truth, // one of theirs
		read: (area, readings) => {
			for (const test of tests)
				if (kind === 'all' || test.test(area, false) === YES) test.read(area, readings);
		}
	};
}

function silenceOf(
	condition: Extract<AlarmCondition, { readonly kind: 'absence' }>,
	parts: AreaParts
): AreaTest {
	const book = parts.book(condition.layer);
	parts.books.add(book);
	const silence = new LayerSilence(condition, book, parts, (byRow) => {
		parts.changed('all', false);
		if (!byRow) parts.flush();
	});
	return { test: (_, keep) => silence.test(keep), read: (_, readings) => silence.read(readings) };
}

function eventsOf(
	condition: Extract<AlarmCondition, { readonly kind: 'event' }>,
	parts: AreaParts
): AreaTest {
	const areaOf = (n: number) => {
		const place = open.event(n)?.position;
		return place ? parts.set.find(...place) : NOWHERE;
	};
	const open: OpenEvents = new OpenEvents(condition, parts.moment, (n) => {
		const area = areaOf(n);
		if (area === NOWHERE) return;
		parts.changed(area, true);
		parts.flush();
	});
	parts.events(condition.layer, open);
	return {
		test: (area) => truthOf(open.numbers().some((n) => open.isOpen(n) && areaOf(n) === area)),
		read(area, readings) {
			for (const n of open.numbers()) if (open.isOpen(n) && areaOf(n) === area) open.read(n, readings);
		}
	};
}
