import { expect, test } from 'vitest';
import { rowAt, RowPages, type ShownRows } from './row-pages.ts';
import type { RowQuestion, RowsAnswer } from './row-source.ts';

/** A table of 1,000 rows that is asked questions by their names, and answers when told to. */
function slowTable() {
	const asked: { readonly name: string; answer(): void }[] = [];
	const question = (name: string): RowQuestion => ({
		source: 'requests',
		columns: [],
		page: ({ from, size }) =>
			new Promise<RowsAnswer>((resolve) => {
				const values = Array.from({ length: size }, (_, index) => from + index);
				asked.push({ name, answer: () => resolve({ columns: [{ values }], rowCount: size }) });
			}),
		placeOf: () => Promise.resolve(undefined),
		async *file() {
			yield* [];
		}
	});
	return { asked, question };
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('the pages of what is seen are asked for one by one, and once', async () => {
	const { asked, question } = slowTable();
	const requests = question('requests');
	let shown: ShownRows | undefined;
	const pages = new RowPages(
		(next) => (shown = next),
		() => undefined
	);
	pages.want({ question: requests, count: 1000, first: 190, end: 210 });
	asked[0]?.answer();
	await settled();
	expect(shown && [rowAt(shown, 199), rowAt(shown, 200)]).toEqual([[199], undefined]);
	asked[1]?.answer();
	await settled();
	expect(shown && rowAt(shown, 200)).toEqual([200]);
	pages.want({ question: requests, count: 1000, first: 0, end: 10 });
	await settled();
	expect(asked.length).toBe(2);
});

test('what was shown stays until another question is answered, and questions overtaken are never asked', async () => {
	const { asked, question } = slowTable();
	const requests = question('requests');
	const heard: ShownRows[] = [];
	const pages = new RowPages(
		(next) => heard.push(next),
		() => undefined
	);
	const [noise, parking] = [question('noise'), question('parking')];
	pages.want({ question: requests, count: 1000, first: 0, end: 10 });
	pages.want({ question: noise, count: 500, first: 0, end: 10 });
	pages.want({ question: parking, count: 250, first: 0, end: 10 });
	asked[0]?.answer();
	await settled();
	asked[1]?.answer();
	await settled();
	expect(asked.map(({ name }) => name)).toEqual(['requests', 'parking']);
	expect(heard.map(({ question: of, count }) => [of, count])).toEqual([[parking, 250]]);
});

test('a count that is known later is shown at once, without another question', async () => {
	const { asked, question } = slowTable();
	const requests = question('requests');
	const heard: number[] = [];
	const pages = new RowPages(
		({ count }) => heard.push(count),
		() => undefined
	);
	pages.want({ question: requests, count: 1000, first: 0, end: 10 });
	pages.want({ question: requests, count: 900, first: 0, end: 10 });
	asked[0]?.answer();
	await settled();
	pages.want({ question: requests, count: 5, first: 0, end: 5 });
	await settled();
	expect([heard, asked.length]).toEqual([[900, 5], 1]);
});

test('no rows are shown without a question', async () => {
	const { asked, question } = slowTable();
	const requests = question('requests');
	let shown: ShownRows | undefined;
	new RowPages(
		(next) => (shown = next),
		() => undefined
	).want({
		question: requests,
		count: 0,
		first: 0,
		end: 0
	});
	await settled();
	expect([asked.length, shown?.count]).toEqual([0, 0]);
});

test('a failure is said, and the next wish is tried again', async () => {
	const failures: unknown[] = [];
	let fails = true;
	const { question } = slowTable();
	const requests: RowQuestion = {
		...question('requests'),
		page: (page) => (fails ? Promise.reject(new Error('no')) : question('requests').page(page))
	};
	const pages = new RowPages(
		() => undefined,
		(error) => failures.push(error)
	);
	pages.want({ question: requests, count: 1000, first: 0, end: 10 });
	await settled();
	fails = false;
	pages.want({ question: requests, count: 1000, first: 0, end: 10 });
	await settled();
	expect(failures.length).toBe(1);
});
