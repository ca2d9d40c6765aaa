import { COLUMN_TYPES, type ColumnType, type ColumnValues } from './fields.ts';
import {
	ALIGN,
	COLUMN_BYTES,
	FRAME_KINDS,
	FRAME_VERSION,
	HEADER_BYTES,
	MAGIC,
	VALUE_BYTES,
	frameInvalid,
	type Column,
	type Frame
} from './frame.ts';

/**
 * Reads a frame. Columns are views of `bytes` where it lies 8-byte aligned (an ArrayBuffer from a
 * browser's socket), of a copy otherwise (Node's pooled Buffers). Anything wrong: FRAME_INVALID.
 */
export function decodeFrame(bytes: ArrayBuffer | Uint8Array): Frame {
	return decodeFirst(aligned(bytes)).frame;
}

/** Reads all frames of a message, back to back. Anything wrong in any of them: FRAME_INVALID. */
export function decodeFrames(bytes: ArrayBuffer | Uint8Array): readonly Frame[] {
	const frames: Frame[] = [];
	for (let rest = aligned(bytes); rest.byteLength > 0 || frames.length === 0;) {
		const { frame, end } = decodeFirst(rest);
		frames.push(frame);
		rest = rest.subarray(end);
	}
	return frames;
}

/** Reads the frame that `whole`, 8-byte aligned, begins with; `end`: where the next one begins. */
function decodeFirst(whole: Uint8Array<ArrayBuffer>): { readonly frame: Frame; readonly end: number } {
	if (whole.byteLength < HEADER_BYTES) throw frameInvalid(`${whole.byteLength} bytes`);
	const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
	if (view.getUint32(0, true) !== MAGIC) throw frameInvalid('magic missing');
	if (view.getUint8(4) !== FRAME_VERSION) throw frameInvalid(`version ${view.getUint8(4)}`);
	const kind = FRAME_KINDS[view.getUint8(5) as keyof typeof FRAME_KINDS] as Frame['kind'] | undefined; // may be no kind we know
	if (!kind) throw frameInvalid(`kind ${view.getUint8(5)}`);
	const count = view.getUint32(36, true);
	const columnCount = view.getUint16(52, true);
	const tableEnd = HEADER_BYTES + COLUMN_BYTES * columnCount;
	if (tableEnd > whole.byteLength) throw frameInvalid(`column table ends at ${tableEnd}`);

	const columns: Column[] = [];
	let end = Math.ceil(tableEnd / ALIGN) * ALIGN;
	for (let i = 0; i < columnCount; i++) {
		const at = HEADER_BYTES + COLUMN_BYTES * i;
		const type = COLUMN_TYPES[view.getUint8(at + 2) as keyof typeof COLUMN_TYPES] as ColumnType | undefined; // may be no type we know
		if (!type) throw frameInvalid(`column type ${view.getUint8(at + 2)}`);
		if (view.getUint8(at + 3) !== 0) throw frameInvalid(`column encoding ${view.getUint8(at + 3)}`);
		const offset = view.getUint32(at + 4, true);
		const length = view.getUint32(at + 8, true);
		if (offset % ALIGN !== 0 || offset < tableEnd || offset + length > whole.byteLength)
			throw frameInvalid(`column ${i} at ${offset}, ${length} bytes`);
		columns.push({
			field: view.getUint16(at, true),
			type,
			scale: view.getFloat32(at + 12, true),
			values: columnValues(type, whole, offset, length, count)
		} as Column); // columnValues answers in the type asked for
		end = Math.max(end, Math.ceil((offset + length) / ALIGN) * ALIGN);
	}
	const removedCount = view.getUint32(48, true);
	if (end + 4 * removedCount > whole.byteLength) throw frameInvalid(`${removedCount} removed rows`);
	const rev = Number(view.getBigUint64(40, true));
	const t0 = view.getFloat64(16, true);
	const tEmit = view.getFloat64(24, true);
	if (!Number.isSafeInteger(rev)) throw frameInvalid('revision');
	if (!Number.isFinite(t0) || !Number.isFinite(tEmit)) throw frameInvalid('time');
	const frame: Frame = {
		kind,
		flags: view.getUint16(6, true),
		sid: view.getUint16(8, true),
		schemaId: view.getUint16(10, true),
		seq: view.getUint32(12, true),
		t0,
		tEmit,
		epoch: view.getUint32(32, true),
		rev,
		lod: view.getUint8(54),
		tile: { z: view.getUint8(55), x: view.getUint32(56, true), y: view.getUint32(60, true) },
		count,
		columns,
		removed: new Uint32Array(whole.buffer, whole.byteOffset + end, removedCount)
	};
	return { frame, end: Math.ceil((end + 4 * removedCount) / ALIGN) * ALIGN };
}

function aligned(bytes: ArrayBuffer | Uint8Array): Uint8Array<ArrayBuffer> {
	if (bytes instanceof ArrayBuffer) return new Uint8Array(bytes);
	if (bytes.byteOffset % ALIGN === 0 && bytes.buffer instanceof ArrayBuffer)
		return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return new Uint8Array(bytes);
}

const ARRAYS = {
	u8: Uint8Array,
	i8: Int8Array,
	u16: Uint16Array,
	i16: Int16Array,
	u32: Uint32Array,
	i32: Int32Array,
	f32: Float32Array,
	f64: Float64Array,
	i64: BigInt64Array
} as const;

function columnValues(
	type: ColumnType,
	whole: Uint8Array<ArrayBuffer>,
	offset: number,
	length: number,
	count: number
): ColumnValues[ColumnType] {
	if (type === 'utf8') return texts(whole.subarray(offset, offset + length), count);
	const expected = type === 'bitset' ? Math.ceil(count / 8) : count * VALUE_BYTES[type];
	if (length !== expected) throw frameInvalid(`${type} column of ${count} rows has ${length} bytes`);
	if (type === 'bitset') return whole.subarray(offset, offset + length);
	return new ARRAYS[type](whole.buffer, whole.byteOffset + offset, count);
}

/** Texts; bytes that are not UTF-8 become replacement characters, offsets out of order an error. */
function texts(bytes: Uint8Array<ArrayBuffer>, count: number): readonly string[] {
	const start = 4 * (count + 1);
	if (start > bytes.byteLength)
		throw frameInvalid(`text column of ${count} rows has ${bytes.byteLength} bytes`);
	const offsets = new Uint32Array(bytes.buffer, bytes.byteOffset, count + 1);
	const decoder = new TextDecoder();
	const values: string[] = [];
	for (let i = 0; i < count; i++) {
		const [from, to] = [offsets[i]!, offsets[i + 1]!];
		if (from > to || start + to > bytes.byteLength) throw frameInvalid(`text ${i} from ${from} to ${to}`);
		values.push(decoder.decode(bytes.subarray(start + from, start + to)));
	}
	return values;
}
