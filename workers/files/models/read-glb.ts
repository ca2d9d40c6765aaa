import { GLBLoader } from '@loaders.gl/gltf';
import { fileError, wordsOf } from '../file-error.ts';

const GLTF = 0x46546c67;
const HEADER = 12;

/** Whether bytes are binary glTF. */
export const isGlb = (bytes: ArrayBuffer): boolean =>
	bytes.byteLength >= HEADER && new DataView(bytes).getUint32(0, true) === GLTF;

/** The JSON of a binary glTF 2.0. Throws INPUT_INVALID when it is older, cut off or broken. */
export function readGlb(file: string, bytes: ArrayBuffer): unknown {
	const head = new DataView(bytes, 0, HEADER);
	const version = head.getUint32(4, true);
	if (version !== 2)
		throw fileError({
			file,
			place: 'byte 4',
			reason: 'gltfOld',
			problem: `this is glTF version ${version}`,
			cure: 'export it as glTF 2.0'
		});
	const promised = head.getUint32(8, true);
	if (promised > bytes.byteLength)
		throw fileError({
			file,
			place: `byte ${bytes.byteLength}`,
			reason: 'cutOff',
			problem: `it is cut off: ${promised} bytes were promised`,
			cure: 'copy it again'
		});
	try {
		return GLBLoader.parseSync(bytes).json;
	} catch (cause) {
		throw fileError(
			{
				file,
				reason: 'damaged',
				problem: `its chunks cannot be read (${wordsOf(cause)})`,
				cure: 'export it again'
			},
			cause
		);
	}
}
