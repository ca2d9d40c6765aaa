import { Table, tableToIPC, type Vector } from 'apache-arrow';
import type { EntityQuestion, EntityRows } from '#lib/model/entity-rows.ts';
import { numberVector, textVector } from '../arrow-vectors.ts';
import { entityRows, type EntityRowsOf } from './entity-rows.ts';

/** All entities of a layer that show, in the question's columns and order, as an Arrow IPC stream. */
export function entityFile(of: EntityRowsOf, question: EntityQuestion): Uint8Array {
	const { columns } = entityRows(of, question, { from: 0, size: Infinity });
	const vectors = columns.map((values, index) => [question.columns[index], vectorOf(values)] as const);
	return tableToIPC(new Table(Object.fromEntries(vectors)), 'stream');
}

function vectorOf(values: EntityRows['columns'][number]): Vector {
	if (values.some((value) => typeof value === 'number'))
		return numberVector(values.map((value) => (typeof value === 'number' ? value : NaN)));
	return textVector(values.map((value) => (value === null ? null : String(value))));
}
