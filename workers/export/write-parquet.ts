import { DataType, type Table, type Vector } from 'apache-arrow';
import { parquetWriteBuffer, schemaFromColumnData, type ColumnSource } from 'hyparquet-writer';
import { resultColumns } from '#lib/queries/result-columns.ts';

type SchemaElement = ReturnType<typeof schemaFromColumnData>[number];

type Typed = Pick<ColumnSource, 'data' | 'type'>;

/** A table as Parquet: numbers, yes/no, instants and dates by their types, all else as text. */
export function writeParquet(table: Table): Blob {
	const texts = resultColumns(table);
	const columnData = table.schema.fields.map((field, index): ColumnSource => {
		const vector = table.getChildAt(index)!; // a field of this table
		const asText = (): Typed => ({ type: 'STRING', data: texts[index]!.values.map(textOrNull) });
		return { name: field.name, ...(typed(field.type as DataType, vector) ?? asText()) }; // fields carry Arrow's types
	});
	// Its first element is the root; no column has others within.
	const schema = schemaFromColumnData({ columnData }).map((element, index): SchemaElement => {
		const type = table.schema.fields[index - 1]?.type as DataType | undefined;
		return DataType.isDate(type) ? { ...element, converted_type: 'DATE' } : element;
	});
	const untyped = columnData.map(({ name, data }) => ({ name, data })); // the schema has their types
	const bytes = parquetWriteBuffer({ columnData: untyped, schema, rowGroupSize: 100_000 });
	return new Blob([bytes], { type: 'application/vnd.apache.parquet' });
}

function typed(type: DataType, vector: Vector): Typed | undefined {
	const values = <T>(write: (value: never) => T) =>
		Array.from({ length: vector.length }, (_, row) => {
			const value = vector.get(row) as never; // of the column's type
			return value === null || value === undefined ? null : write(value);
		});
	if (DataType.isBool(type)) return { type: 'BOOLEAN', data: values(Boolean) };
	if (DataType.isInt(type) && type.bitWidth < 32) return { type: 'INT32', data: values(Number) };
	if (DataType.isInt(type) && type.bitWidth === 32 && type.isSigned)
		return { type: 'INT32', data: values(Number) };
	if (DataType.isInt(type) && (type.isSigned || type.bitWidth === 32))
		return { type: 'INT64', data: values((value) => BigInt(value)) };
	if (DataType.isFloat(type) || DataType.isDecimal(type)) return { type: 'DOUBLE', data: values(Number) };
	if (DataType.isTimestamp(type))
		return { type: 'TIMESTAMP', data: values((value) => new Date(Number(value))) };
	if (DataType.isDate(type)) return { type: 'INT32', data: values((value) => new Date(Number(value))) };
	return undefined;
}

const textOrNull = (value: unknown): string | null =>
	value === null || value === undefined ? null : String(value as string | number | boolean); // cells are plain values
