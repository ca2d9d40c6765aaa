import {
	DateDay,
	Decimal,
	Dictionary,
	Field,
	FixedSizeBinary,
	Float16,
	Int32,
	LargeBinary,
	LargeUtf8,
	List,
	makeData,
	makeVector,
	Null,
	RecordBatch,
	Schema,
	Struct,
	Table,
	tableFromIPC,
	tableToIPC,
	TimestampNanosecond,
	vectorFromArray,
	Vector,
	type DataType
} from 'apache-arrow';
import { expect, test } from 'vitest';
import { encodeWkb } from '#lib/model/wkb.ts';
import { cellsOf } from '../fixtures/cells-of.ts';
import { sourceOfArrow } from './source-of-arrow.ts';

const read = (columns: Record<string, Vector>) =>
	sourceOfArrow('a.arrow', tableFromIPC(tableToIPC(new Table(columns))));
/** 128 bits of each value, the lowest word first. */
const decimals = (scale: number, ...values: bigint[]): Vector<Decimal> => {
	const words = values.flatMap((value) =>
		Array.from({ length: 4 }, (_, at) => Number(BigInt.asUintN(32, value >> BigInt(32 * at))))
	);
	return makeVector({ type: new Decimal(scale, 30), length: values.length, data: Uint32Array.from(words) });
};
const listOf = (values: Vector) =>
	new Vector([
		makeData({
			type: new List(new Field('item', values.type as DataType)),
			length: 1,
			valueOffsets: Int32Array.of(0, values.length),
			child: values.data[0]!
		})
	]);

test('numbers of every width are what they are', () => {
	expect(
		cellsOf(
			read({
				half: vectorFromArray([1, -2, null], new Float16()),
				large: makeVector(BigInt64Array.of(-(2n ** 40n), 0n, 5n)),
				exact: decimals(3, 12_345n, -500n, 0n),
				round: decimals(-2, 5n, -7n, 0n)
			})
		)
	).toEqual({
		half: [1, -2, NaN],
		large: [-(2 ** 40), 0, 5],
		exact: [12.345, -0.5, 0],
		round: [500, -700, 0]
	});
});

test('instants of nanoseconds are rounded down to the millisecond, and those without end are none', () => {
	const from = 1_704_443_400_000n;
	const values = Array.from({ length: 1000 }, (_, ms) => (from + BigInt(ms)) * 1_000_000n);
	const at = makeVector({
		type: new TimestampNanosecond(),
		length: 1000,
		data: BigInt64Array.from(values)
	});
	expect(cellsOf(read({ at }))).toEqual({ at: values.map((value) => Number(value / 1_000_000n)) });
	const until = makeVector({ type: new TimestampNanosecond(), length: 1, data: BigInt64Array.of(-250n) });
	expect(cellsOf(read({ until }))).toEqual({ until: [-1] });
});

test('texts, bytes and nothing at all', () => {
	const id = Uint8Array.from({ length: 16 }, (_, at) => at + 0x41);
	expect(
		cellsOf(
			read({
				large: vectorFromArray(['桥', '', null], new LargeUtf8()),
				id: vectorFromArray([id, null, null], new FixedSizeBinary(16)),
				nothing: new Vector([makeData({ type: new Null(), length: 3 })])
			})
		)
	).toEqual({
		large: ['桥', '', null],
		id: ['41424344-4546-4748-494a-4b4c4d4e4f50', null, null],
		nothing: [null, null, null]
	});
});

test('what stands in lists and dictionaries is what it is elsewhere', () => {
	const day = vectorFromArray([new Date('2024-01-05')], new DateDay());
	const inDictionary = (dictionary: Vector) =>
		new Vector([
			makeData({
				type: new Dictionary(dictionary.type as DataType, new Int32()),
				length: 1,
				data: Int32Array.of(0),
				dictionary
			})
		]);
	const table = read({
		prices: listOf(decimals(3, 1125n)),
		days: listOf(day),
		day: inDictionary(day),
		price: inDictionary(decimals(3, 1125n))
	});
	expect(cellsOf(table)).toEqual({
		prices: ['[1.125]'],
		days: ['["2024-01-05T00:00:00.000Z"]'],
		day: [Date.UTC(2024, 0, 5)],
		price: [1.125]
	});
	expect(table.columns.find(({ name }) => name === 'day')).toMatchObject({ zoned: false });
});

/** A table of one batch whose fields are as given. */
function withFields(fields: readonly Field[], vectors: readonly Vector[]): Table {
	const children = vectors.map(({ data }) => data[0]!);
	const batch = makeData({ type: new Struct([...fields]), length: vectors[0]!.length, children });
	return new Table([new RecordBatch(new Schema([...fields]), batch)]);
}

test('columns of one name are two', () => {
	const fields = ['a', 'a'].map((name) => new Field(name, new Int32(), true));
	const table = withFields(fields, [makeVector(Int32Array.of(1)), makeVector(Int32Array.of(30))]);
	expect(cellsOf(sourceOfArrow('a.arrow', table))).toEqual({ a: [1], 'a 2': [30] });
});

test('a geometry without a word about its reference system is longitude and latitude', () => {
	const points = vectorFromArray([encodeWkb({ points: Float64Array.of(116.4, 39.9) })], new LargeBinary());
	const metadata = new Map([
		['ARROW:extension:name', 'geoarrow.wkb'],
		['ARROW:extension:metadata', '']
	]);
	const table = withFields([new Field('where', points.type, true, metadata)], [points]);
	const { columns, geometry, crs } = sourceOfArrow('a.arrow', table);
	expect([columns, geometry, crs]).toEqual([[], [{ points: Float64Array.of(116.4, 39.9) }], undefined]);
});
