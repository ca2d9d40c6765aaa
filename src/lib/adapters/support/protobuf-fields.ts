import protobuf from 'protobufjs/minimal.js';

/** One top-level field of a protocol-buffer message: a number or a run of bytes, as its wire type says. */
export interface WireField {
	readonly id: number;
	/** Where its tag stands in the message. */
	readonly at: number;
	/** Wire type 2: text, bytes or a message inside. */
	readonly bytes?: Uint8Array;
	/** Wire type 0; exact up to 2^53. */
	readonly number?: number;
}

export interface WireFields {
	readonly fields: readonly WireField[];
	/** Where the bytes stop making sense; what stands before is in `fields`. */
	readonly fault?: { readonly at: number; readonly reason: string };
}

const MOST_FIELDS = 250_000;

/** Top-level fields of a message, up to the first byte that is none: one broken field does not lose those before it. */
export function readFields(bytes: Uint8Array): WireFields {
	const reader = protobuf.Reader.create(bytes);
	const fields: WireField[] = [];
	while (reader.pos < reader.len) {
		const at = reader.pos;
		if (fields.length === MOST_FIELDS)
			return { fields, fault: { at, reason: `a message may hold ${MOST_FIELDS} fields` } };
		try {
			const tag = reader.uint32();
			const [id, wireType] = [tag >>> 3, tag & 7];
			if (id === 0) return { fields, fault: { at, reason: 'no field has the number 0' } };
			if (wireType === 2) fields.push({ id, at, bytes: reader.bytes() });
			else if (wireType === 0) fields.push({ id, at, number: Number(reader.uint64()) });
			else {
				reader.skipType(wireType);
				fields.push({ id, at });
			}
		} catch {
			return { fields, fault: { at, reason: 'the bytes end in the middle of a field or are no field' } };
		}
	}
	return { fields };
}
