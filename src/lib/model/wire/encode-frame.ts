import {
	ALIGN,
	COLUMN_BYTES,
	FRAME_VERSION,
	HEADER_BYTES,
	KIND_CODES,
	MAGIC,
	TYPE_CODES,
	VALUE_BYTES,
	type Column,
	type Frame
} from './frame.ts';

const align = (offset: number) => Math.ceil(offset / ALIGN) * ALIGN;
const utf8 = new TextEncoder();

/** A frame as bytes: 64-byte header, column table, columns, removed list; all 8-byte aligned, little-endian. */
export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
	const bodies = frame.columns.map((column) => columnBytes(column, frame.count));
	const offsets: number[] = [];
	let end = align(HEADER_BYTES + COLUMN_BYTES * bodies.length);
	for (const body of bodies) {
		offsets.push(end);
		end = align(end + body.byteLength);
	}
	const removedAt = end;
	const bytes = new Uint8Array(align(removedAt + 4 * frame.removed.length));
	const view = new DataView(bytes.buffer);
	view.setUint32(0, MAGIC, true);
	view.setUint8(4, FRAME_VERSION);
	view.setUint8(5, KIND_CODES[frame.kind]);
	view.setUint16(6, frame.flags, true);
	view.setUint16(8, frame.sid, true);
	view.setUint16(10, frame.schemaId, true);
	view.setUint32(12, frame.seq, true);
	view.setFloat64(16, frame.t0, true);
	view.setFloat64(24, frame.tEmit, true);
	view.setUint32(32, frame.epoch, true);
	view.setUint32(36, frame.count, true);
	view.setBigUint64(40, BigInt(frame.rev), true);
	view.setUint32(48, frame.removed.length, true);
	view.setUint16(52, frame.columns.length, true);
	view.setUint8(54, frame.lod);
	view.setUint8(55, frame.tile.z);
	view.setUint32(56, frame.tile.x, true);
	view.setUint32(60, frame.tile.y, true);
	frame.columns.forEach((column, i) => {
		const at = HEADER_BYTES + COLUMN_BYTES * i;
		const body = bodies[i]!;
		view.setUint16(at, column.field, true);
		view.setUint8(at + 2, TYPE_CODES[column.type]);
		view.setUint8(at + 3, 0);
		view.setUint32(at + 4, offsets[i]!, true);
		view.setUint32(at + 8, body.byteLength, true);
		view.setFloat32(at + 12, column.scale, true);
		bytes.set(body, offsets[i]!);
	});
	bytes.set(
		new Uint8Array(frame.removed.buffer, frame.removed.byteOffset, frame.removed.byteLength),
		removedAt
	);
	return bytes;
}

/** A column's first `count` values as they stand in memory (every machine we run on is little-endian). */
function columnBytes(column: Column, count: number): Uint8Array {
	if (column.type === 'utf8') return textBytes(column.values, count);
	const length = column.type === 'bitset' ? Math.ceil(count / 8) : count * VALUE_BYTES[column.type];
	if (column.values.byteLength < length)
		throw new RangeError(
			`column ${column.field} has ${column.values.length} values, frame has ${count} rows`
		);
	return new Uint8Array(column.values.buffer, column.values.byteOffset, length);
}

/** Texts as count + 1 u32 offsets, then their UTF-8 bytes. */
function textBytes(texts: readonly string[], count: number): Uint8Array {
	const encoded = texts.slice(0, count).map((text) => utf8.encode(text));
	const offsets = new Uint32Array(count + 1);
	encoded.forEach((text, i) => (offsets[i + 1] = offsets[i]! + text.length));
	const bytes = new Uint8Array(offsets.byteLength + offsets[count]!);
	bytes.set(new Uint8Array(offsets.buffer));
	encoded.forEach((text, i) => bytes.set(text, offsets.byteLength + offsets[i]!));
	return bytes;
}
