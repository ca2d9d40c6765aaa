import { existsSync, readFileSync } from 'node:fs';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { LatestState } from '#lib/model/latest-state.ts';
import { decodeFrame } from '#lib/model/wire/decode-frame.ts';
import { stateOf } from '#lib/model/wire/state-frame.ts';
import { replaceFile } from './durable-file.ts';
import { snapshotFrame, type SnapshotHeader } from './snapshot-frame.ts';

/** Keeps a state as a file: a snapshot frame with stamps, in Zstandard with a checksum. Answers its bytes. */
export function writeKeyframe(
	path: string,
	state: LatestState,
	header: Omit<SnapshotHeader, 'stamps'>
): number {
	const bytes = zstdCompressSync(snapshotFrame(state, { ...header, stamps: true }), {
		params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 }
	});
	replaceFile(path, bytes);
	return bytes.byteLength;
}

/** The state in a file; undefined when there is none, or it is damaged: an older one, or the rows, will do. */
export function readKeyframe(path: string): LatestState | undefined {
	if (!existsSync(path)) return undefined;
	try {
		return stateOf(decodeFrame(zstdDecompressSync(readFileSync(path))));
	} catch {
		return undefined;
	}
}
