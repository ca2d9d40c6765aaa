import { expect, test } from 'vitest';
import type { Reading, SourceColumn, SourceTable } from '../table/source-table.ts';
import { readCsv } from './read-csv.ts';

const reading: Reading = { signal: undefined, onBytes: () => undefined };
const read = (content: BlobPart, name = 'table.csv') => readCsv(new File([content], name), reading);

/** A column's values as plain ones: numbers, or texts; null where there is none. */
function valuesOf(table: SourceTable, name: string): (number | string | null)[] {
	const column = table.columns.find((candidate) => candidate.name === name) as SourceColumn; // asked for by a name in the test
	if (column.store === 'text')
		return Array.from(column.codes, (code) => (code < 0 ? null : column.texts.text(code)));
	return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
}

const PIECE = 4 * 2 ** 20;
/** A header and rows of words that take so many bytes. */
const filled = (bytes: number) => {
	const line = `1,${'x'.repeat(4093)}\n`;
	const whole = Math.floor((bytes - 4) / line.length) - 1;
	return `a,b\n${line.repeat(whole)}1,${'x'.repeat(bytes - 4 - whole * line.length - 3)}\n`;
};

test('numbers, texts and times become columns of their kind, empty cells are missing', async () => {
	const table = await read('n,word,at\n1.5,ash,2024-01-05 08:30\n-2e3,,2024-01-06 00:00\n,oak,\n');
	expect(table.rows).toBe(3);
	expect(valuesOf(table, 'n')).toEqual([1.5, -2000, null]);
	expect(valuesOf(table, 'word')).toEqual(['ash', null, 'oak']);
	expect(valuesOf(table, 'at')).toEqual([Date.UTC(2024, 0, 5, 8, 30), Date.UTC(2024, 0, 6), null]);
});

test('quoted cells hold delimiters, line breaks and doubled quotes', async () => {
	const table = await read('a,b\n"x, y","say ""no""\nor not"\n"",plain\n');
	expect(valuesOf(table, 'a')).toEqual(['x, y', null]);
	expect(valuesOf(table, 'b')).toEqual(['say "no"\nor not', 'plain']);
});

test('a quote that is never closed is said with the line it opens in', async () => {
	await expect(read('a,b\n1,2\n3,"open\n5,6\n')).rejects.toMatchObject({
		code: 'INPUT_INVALID',
		message:
			'table.csv, line 3: a quote that opens in this row is never closed; close it, or double the quotes that are part of the text.'
	});
});

test.each([
	['a,b\n1,"', 2],
	['a,b\n1,"x""', 2],
	['a,b\n"x\ny",2\n"\n', 4],
	['a,b\n1,"x"y\n2,3\n', 2]
])('an open quote is found wherever the text ends: %j', async (content, line) => {
	await expect(read(content)).rejects.toMatchObject({
		details: { reason: 'quoteOpen', place: `line ${line}` }
	});
});

test.each(['a,b\n1,""', 'a,b\n1,5"', 'a,b\n1,5""\n', 'a,b\n1,""""', 'a,b\n1,"x\n"\n\n'])(
	'a quote that is closed, or part of a word, is none: %j',
	async (content) => {
		expect((await read(content)).rows).toBe(1);
	}
);

test.each([
	['a,b\n1,"x"y\n2,"z"\n3,w\n', 2, 2, 1],
	['a,b\n1,v\n2,"p ""q""\nr"s\n3,"t"\n4,"x"y\n5,"z"\n', 3, 3, 2],
	['a,b,c\n7,"open,1\n8,"x",2\n9,"y",3', 2, 2, 1],
	['size,n\n"5"",1\n6,2\n7,3\n"8",4\n9,5', 2, 2, 1],
	['a,b\n1,"he said "no" to it\nand left"\n', 1, 2, 1]
])('a cell that may hold other rows is said: %j', async (content, rows, line, count) => {
	const table = await read(content);
	expect([table.rows, table.notes]).toEqual([rows, [{ kind: 'runOn', count, line }]]);
});

test.each([
	'a,b\n1,"he said "no" to it"\n2,"p ""q""\nr"\n',
	'a,b\n1,"x"\t\n2,"y"\u00a0\n',
	'a,b\n"x"\u3000,1\n\t"y, z"\t,2\n'
])('a cell that ends where it should is none of those: %j', async (content) => {
	const table = await read(content);
	expect([table.rows, table.notes]).toEqual([2, []]);
});

test('a cell over several pieces that may hold other rows is said with the line it begins in', async () => {
	const table = await read(`${filled(PIECE - 20)}1,"x"y\n${'2,word\n'.repeat(1_200_000)}3,"z"\n4,w`);
	expect(table.notes).toEqual([{ kind: 'runOn', count: 1, line: 1025 }]);
	expect(valuesOf(table, 'b').at(-1)).toBe('w');
});

test('a line that is no line of a table is said', async () => {
	const long = 'x'.repeat(25 * 2 ** 20);
	for (const row of [`3,${long}`, `3,"${long}"`, `3,"${long}"\n4,5\n`])
		await expect(read(`a,b\n1,2\n${row}`)).rejects.toMatchObject({
			details: { reason: 'rowLong', place: 'line 3' }
		});
});

test('a quote that opens in a large file ends the reading, and is said where it opens', async () => {
	const rows = Array.from({ length: 600 }, (_, row) => `${row},x\n`).join('');
	const swallowed = 'word,"and" more\n'.repeat(1_100_000);
	await expect(read(`n,word\n${rows}7,"open\n${swallowed}`)).rejects.toMatchObject({
		details: { reason: 'quoteOpen', place: 'line 602' }
	});
});

test.each(['\n', '\r\n', '\r'])(
	'rows, line breaks in cells and numbers of lines are the same with line ends %j',
	async (end) => {
		const text = 'n,word\n1,"x\ny"\n2,z\n"3","q"\nfour,"w ""w"""\n';
		const many = Array.from({ length: 500 }, (_, row) => `${row},v\n`).join('');
		const table = await read(`${text}${many}`.replaceAll('\n', end));
		expect(valuesOf(table, 'word').slice(0, 5)).toEqual(['x\ny', 'z', 'q', 'w "w"', 'v']);
		expect(table.notes).toEqual([{ kind: 'strays', column: 'n', count: 1, line: 6, example: 'four' }]);
		const bare = await read(['1;2,5;0', '3;4,5;0', ''].join(end));
		expect([bare.rows, valuesOf(bare, 'column 2')]).toEqual([2, [2.5, 4.5]]);
	}
);

test('spaces around quotes are no part of cells', async () => {
	const table = await read('"n", "lat" ,"word"\n1, "2.5","x, y" \n"2" ,3, "z, "" "');
	expect(table.columns.map(({ name }) => name)).toEqual(['n', 'lat', 'word']);
	expect([valuesOf(table, 'n'), valuesOf(table, 'lat')]).toEqual([
		[1, 2],
		[2.5, 3]
	]);
	expect(valuesOf(table, 'word')).toEqual(['x, y', 'z, "']);
});

test('a last cell across the border of two pieces is whole, and its quote is found', async () => {
	const good = await read(`${filled(PIECE - 4)}1,12345`);
	expect(valuesOf(good, 'b').at(-1)).toBe('12345');
	await expect(read(`${filled(PIECE - 40)}1,"桥${'，桥'.repeat(80)}`)).rejects.toMatchObject({
		details: { reason: 'quoteOpen' }
	});
	await expect(read(`${filled(PIECE)}1,"${'x,y\n'.repeat(40_000)}`)).rejects.toMatchObject({
		details: { reason: 'quoteOpen' }
	});
});

test.each([0, 1, 2, 3, 4, 5, 6])(
	'blanks and quotes %i bytes from the border are what they are elsewhere',
	async (shift) => {
		const quoted = await read(`${filled(PIECE - 8 - shift)}1, "x ""y"" , z" \r\n2,w\r\n`);
		expect(valuesOf(quoted, 'b').slice(-2)).toEqual(['x "y" , z', 'w']);
		const bare = await read(`${filled(PIECE - 5 - shift)}1,a  "b" c\n2,d\n`);
		expect(valuesOf(bare, 'b').slice(-2)).toEqual(['a  "b" c', 'd']);
	}
);

test('rows of many megabytes are rows', async () => {
	const long = 'x'.repeat(600_000);
	const table = await read(
		`n,word\n${Array.from({ length: 34 }, (_, row) => `${row},"${long}, ${row}"`).join('\n')}`
	);
	expect(table.rows).toBe(34);
	expect(valuesOf(table, 'word')[33]).toBe(`${long}, 33`);
});

test('numbers in doubles and out of them are the nearest either way', async () => {
	const texts = [
		'0.1',
		'123456789012345678',
		'1.7976931348623157e308',
		'.5',
		'5.',
		'+7',
		'0.30000000000000004'
	];
	const table = await read(`n\n${texts.join('\n')}\n`);
	expect(valuesOf(table, 'n')).toEqual(texts.map(Number));
});

test('semicolons with decimal commas are read as they are meant', async () => {
	const table = await read('x;y\n2,5;-1\n10;0,25\n');
	expect(valuesOf(table, 'x')).toEqual([2.5, 10]);
	expect(valuesOf(table, 'y')).toEqual([-1, 0.25]);
});

test('a column with a few words among many numbers says so; with many it is text', async () => {
	const rows = Array.from({ length: 2000 }, (_, row) =>
		row === 1500 ? 'broken,1' : `${row},${row < 1000 ? row : 'word'}`
	);
	const table = await read(`few,many\n${rows.join('\n')}\n`);
	expect(table.notes).toEqual([{ kind: 'strays', column: 'few', count: 1, line: 1502, example: 'broken' }]);
	expect(valuesOf(table, 'few')[1500]).toBe(null);
	expect(valuesOf(table, 'many').slice(999, 1001)).toEqual(['999', 'word']);
});

test('zip codes and numbers with leading zeros stay texts', async () => {
	const table = await read('zip,door\n10001,007\n10002,012\n');
	expect(valuesOf(table, 'zip')).toEqual(['10001', '10002']);
	expect(valuesOf(table, 'door')).toEqual(['007', '012']);
});

test('a table that Excel saved in Chinese is read, and says in which encoding', async () => {
	// 名称,数量 / 桥,3 in GB 18030
	const bytes = Uint8Array.from([
		0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xca, 0xfd, 0xc1, 0xbf, 0x0d, 0x0a, 0xc7, 0xc5, 0x2c, 0x33, 0x0d, 0x0a
	]);
	const table = await read(bytes);
	expect(table.notes).toEqual([{ kind: 'encoding', encoding: 'gb18030' }]);
	expect(valuesOf(table, '名称')).toEqual(['桥']);
	expect(valuesOf(table, '数量')).toEqual([3]);
});

test('UTF-16 with its mark and Western European are read too', async () => {
	const utf16 = Uint8Array.from([
		0xff,
		0xfe,
		...[...'a\tb\n1\té\n'].flatMap((letter) => [letter.charCodeAt(0), 0])
	]);
	expect(valuesOf(await read(utf16), 'b')).toEqual(['é']);
	const latin = Uint8Array.from([...'name\ncaf\u00e9, oui\n'].map((letter) => letter.charCodeAt(0)));
	expect(valuesOf(await read(latin), 'name')).toEqual(['café']);
});

test('without a header columns are numbered; equal names are told apart', async () => {
	const bare = await read('1,2\n3,4\n');
	expect(bare.columns.map(({ name }) => name)).toEqual(['column 1', 'column 2']);
	expect(bare.notes).toEqual([{ kind: 'headerless' }]);
	expect(bare.rows).toBe(2);
	expect((await read('a,a,\n1,2,3\n')).columns.map(({ name }) => name)).toEqual(['a', 'a 2', 'column 3']);
});

test('longer lines are cut and counted, shorter ones miss what they lack', async () => {
	const table = await read('a,b\n1,2,3\n4\n\n5,6\n');
	expect(table.notes).toEqual([{ kind: 'longLines', count: 1, line: 2 }]);
	expect(valuesOf(table, 'b')).toEqual([2, null, 6]);
});

test('pieces of a large file join where rows are cut', async () => {
	const rows = Array.from(
		{ length: 200_000 },
		(_, row) => `${row},"quoted ${row % 10}",2024-01-01 00:00:${String(row % 60).padStart(2, '0')}`
	);
	const table = await read(`n,word,at\n${rows.join('\n')}`);
	expect(table.rows).toBe(200_000);
	const numbers = valuesOf(table, 'n');
	expect(numbers.every((value, row) => value === row)).toBe(true);
	expect(valuesOf(table, 'word')[123_457]).toBe('quoted 7');
	expect(valuesOf(table, 'at')[199_999]).toBe(Date.UTC(2024, 0, 1, 0, 0, 199_999 % 60));
});

test.each([
	['"Name\n(full)";x;y\nA;1;2\nB;3;4\n', ['Name\n(full)', 'x', 'y'], 2],
	['"Fläche;\nin m2",b\n1,2\n', ['Fläche;\nin m2', 'b'], 1],
	['\n\na;b;c\n1;2;3\n', ['a', 'b', 'c'], 1],
	['sep=;\r\na;b\r\n1,5;2\r\n', ['a', 'b'], 1],
	['5" pipe;n\n1;2\n7" pipe;3\n', ['5" pipe', 'n'], 2]
])('the separator is found beside what is quoted: %j', async (content, names, rows) => {
	const table = await read(content);
	expect([table.columns.map(({ name }) => name), table.rows]).toEqual([names, rows]);
});

test('the encoding is judged where the first foreign letter stands', async () => {
	const bytes = Buffer.concat([
		Buffer.from(`a,b\n${'1,plain\n'.repeat(200_000)}`),
		Buffer.from('2,café, \n', 'latin1')
	]);
	const table = await read(bytes);
	expect(valuesOf(table, 'b').at(-1)).toBe('café');
	expect(table.notes).toContainEqual({ kind: 'encoding', encoding: 'windows-1252' });
});

test('a header alone is no table', async () => {
	await expect(read('a,b\n')).rejects.toMatchObject({ details: { problem: 'there is no row in it' } });
});
