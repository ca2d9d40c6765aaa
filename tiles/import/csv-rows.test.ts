import { expect, test } from 'vitest';
import { csvTable } from './csv-rows.ts';

async function read(text: string, size = 1000, delimiter?: string) {
	const bytes = Buffer.from(text);
	async function* chunks() {
		for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
	}
	const table = await csvTable('t.csv', chunks(), delimiter);
	const rows: string[][] = [];
	for await (const batch of table.rows) rows.push(...batch);
	return { columns: table.columns, rows };
}

const TEXT = '\ufeffid;name;note\r\n1; Zoë ;a\r\n\r\n2;"semi;colon";"two\nlines"\r\n3;李;\r\n4;short\r\n';

test('rows are the same wherever the chunks end, before and after the first quote', async () => {
	for (const size of [40, 41, 47, 53, 1000]) {
		expect(await read(TEXT, size)).toEqual({
			columns: ['id', 'name', 'note'],
			rows: [
				['1', 'Zoë', 'a'],
				['2', 'semi;colon', 'two\nlines'],
				['3', '李', ''],
				['4', 'short', '']
			]
		});
	}
});

test.each([',', ';', '\t', '|'])('the delimiter %j is found', async (delimiter) => {
	expect((await read(`a${delimiter}b${delimiter}c\n1${delimiter}2${delimiter}3`)).rows).toEqual([
		['1', '2', '3']
	]);
});

test('a table of one column and no final newline is a table', async () => {
	expect(await read('only\nx\ny')).toEqual({ columns: ['only'], rows: [['x'], ['y']] });
});

test('a blank header is refused', async () => {
	await expect(read(',,\n1,2,3')).rejects.toThrow('there is no header line');
});
