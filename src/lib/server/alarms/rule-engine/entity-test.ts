import type { AlarmCondition } from '#lib/model/alarm-rule.ts';
import { absenceTest, geofenceTest, rateTest, statusTest, valueTest } from './entity-leaves.ts';
import type { LayerBook } from './layer-book.ts';
import { ruleFault } from './rule-fault.ts';
import type { TestParts, EntityTest } from './truth-of-entity.ts';
import { NO, UNKNOWN, YES } from './truth.ts';

/** Makes the test of a condition of entities of `home`. Throws OPTION_INVALID for one that is of something else. */
export function entityTest(condition: AlarmCondition, home: LayerBook, parts: TestParts): EntityTest {
	switch (condition.kind) {
		case 'all':
		case 'any':
			return groupTest(condition, home, parts);
		case 'value':
			return of(home, parts.book(condition.layer), (book) => valueTest(condition, book));
		case 'rate':
			return of(home, parts.book(condition.layer), (book) => rateTest(condition, book));
		case 'status':
			return of(home, parts.book(condition.layer), (book) => statusTest(condition, book));
		case 'geofence':
			return of(home, parts.book(condition.layer), (book) => geofenceTest(condition, book, parts));
		case 'absence':
			if (condition.whole) throw ruleFault('of a whole layer it stands alone or beside areas');
			return of(home, parts.book(condition.layer), (book) => absenceTest(condition, book, parts));
		default:
			throw ruleFault(`'${condition.kind}' is no condition of one entity: name areas`);
	}
}

/** The layer whose entities a condition is of: the first that it names. */
export function homeOf(condition: AlarmCondition): string {
	if (condition.kind === 'count') return homeOf(condition.of);
	if (!('of' in condition)) return condition.layer;
	const [first] = condition.of;
	if (!first) throw ruleFault(`'${condition.kind}' of nothing`);
	return homeOf(first);
}

function groupTest(
	{ kind, of: conditions, areas }: Extract<AlarmCondition, { readonly kind: 'all' | 'any' }>,
	home: LayerBook,
	parts: TestParts
): EntityTest {
	if (areas !== undefined) throw ruleFault('areas stand at the outermost all or any');
	const tests = conditions.map((condition) => entityTest(condition, home, parts));
	const isAll = kind === 'all';
	return {
		books: new Set(tests.flatMap(({ books }) => [...books])),
		test(idx, keep) {
			let said = tests[0]!.test(idx, keep);
			for (let n = 1; n < tests.length; n++) {
				const next = tests[n]!.test(idx, keep);
				if (isAll ? next < said : next > said) said = next;
			}
			return said;
		},
		// Of `any` those that hold: the others are not why.
		read: (idx, readings) => {
			for (const test of tests) if (isAll || test.test(idx, false) === YES) test.read(idx, readings);
		}
	};
}

/** A test of a layer's entities, for entities of `home`: those of another layer that have the same id. */
function of(
	home: LayerBook,
	book: LayerBook,
	make: (book: LayerBook) => Omit<EntityTest, 'books'>
): EntityTest {
	const own = make(book);
	const books = new Set([book]);
	if (book === home)
		return { books, test: (idx, keep) => (book.isHere(idx) ? own.test(idx, keep) : NO), read: own.read };
	const there = (idx: number) => {
		const urn = home.source?.entity(idx)?.urn;
		const row = urn === undefined ? undefined : book.rowOf(urn);
		return row !== undefined && book.isHere(row) ? row : undefined;
	};
	return {
		books,
		test(idx, keep) {
			const row = there(idx);
			return row === undefined ? UNKNOWN : own.test(row, keep);
		},
		read(idx, readings) {
			const row = there(idx);
			if (row !== undefined) own.read(row, readings);
		}
	};
}
