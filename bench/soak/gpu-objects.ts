const KINDS = [
	'Buffer',
	'Texture',
	'Framebuffer',
	'Renderbuffer',
	'VertexArray',
	'Program',
	'Shader'
] as const;

export interface CountingWindow {
	/** Objects of the contexts that are not lost, made and not deleted. */
	readonly gpuObjects: () => number;
}

/** Runs in a page before its own scripts: counts what it makes and deletes on the GPU. */
export function countGpuObjects(kinds: readonly string[]): void {
	const counts = new WeakMap<WebGL2RenderingContext, { count: number }>();
	const contexts = new Set<WeakRef<WebGL2RenderingContext>>();
	const countOf = (gl: WebGL2RenderingContext) => {
		let entry = counts.get(gl);
		if (!entry) {
			entry = { count: 0 };
			counts.set(gl, entry);
			contexts.add(new WeakRef(gl));
		}
		return entry;
	};
	// Methods by their names: TypeScript knows them only one by one.
	const methods = WebGL2RenderingContext.prototype as unknown as Record<
		string,
		(this: WebGL2RenderingContext, ...args: unknown[]) => unknown
	>;
	for (const kind of kinds)
		for (const [name, step] of [
			[`create${kind}`, 1],
			[`delete${kind}`, -1]
		] as const) {
			const original = methods[name]!;
			methods[name] = function (...args) {
				if (step > 0 || args[0]) countOf(this).count += step;
				return original.apply(this, args);
			};
		}
	Object.assign(window, {
		gpuObjects: () => {
			let sum = 0;
			for (const reference of contexts) {
				const gl = reference.deref();
				if (!gl) contexts.delete(reference);
				else if (!gl.isContextLost()) sum += countOf(gl).count;
			}
			return sum;
		}
	});
}

export const GPU_OBJECTS: readonly string[] = KINDS;
