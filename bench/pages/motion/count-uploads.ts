/** Counts the bytes handed to GL; the answer gives those since it was last asked. */
export function countUploads(gl: WebGL2RenderingContext): () => number {
	let bytes = 0;
	const data = gl.bufferData.bind(gl);
	const part = gl.bufferSubData.bind(gl);
	const size = (source: unknown, length?: number) =>
		typeof source === 'number' || source === null
			? 0
			: ArrayBuffer.isView(source)
				? length
					? length * ((source as Float32Array).BYTES_PER_ELEMENT ?? 1)
					: source.byteLength
				: (source as ArrayBuffer).byteLength;
	gl.bufferData = ((...all: Parameters<typeof data>) => {
		bytes += size(all[1], (all as unknown[])[4] as number | undefined);
		data(...all);
	}) as typeof gl.bufferData;
	gl.bufferSubData = ((...all: Parameters<typeof part>) => {
		bytes += size(all[2], (all as unknown[])[4] as number | undefined);
		part(...all);
	}) as typeof gl.bufferSubData;
	return () => {
		const taken = bytes;
		bytes = 0;
		return taken;
	};
}
