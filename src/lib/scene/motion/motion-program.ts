/** A WebGL program that draws one four-cornered piece many times. */
export interface InstancedProgram {
	readonly gl: WebGL2RenderingContext;
	readonly program: WebGLProgram;
	/** By name without `motion.`. */
	readonly uniforms: ReadonlyMap<string, WebGLUniformLocation>;
	destroy(): void;
}

/** Attributes by location: 0 is the corner, the instances' own follow in the order of `instanced`. */
export function instancedProgram(
	gl: WebGL2RenderingContext,
	vertexSource: string,
	fragmentSource: string,
	instanced: readonly string[]
): InstancedProgram {
	const program = gl.createProgram();
	const shaders = [
		compile(gl, gl.VERTEX_SHADER, vertexSource),
		compile(gl, gl.FRAGMENT_SHADER, fragmentSource)
	];
	for (const shader of shaders) gl.attachShader(program, shader);
	['corner', ...instanced].forEach((name, location) => gl.bindAttribLocation(program, location, name));
	gl.linkProgram(program);
	for (const shader of shaders) gl.deleteShader(shader);
	if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost())
		throw new Error(gl.getProgramInfoLog(program) ?? 'program does not link');
	const uniforms = new Map<string, WebGLUniformLocation>();
	const count = (gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS) as number | null) ?? 0;
	for (let i = 0; i < count; i++) {
		const name = gl.getActiveUniform(program, i)?.name ?? '';
		const location = gl.getUniformLocation(program, name);
		if (location) uniforms.set(name.replace('motion.', ''), location);
	}
	return { gl, program, uniforms, destroy: () => gl.deleteProgram(program) };
}

/** A buffer of per-instance or per-vertex data that changes now and then. */
export function dataBuffer(gl: WebGL2RenderingContext, data: ArrayBufferView<ArrayBuffer>): WebGLBuffer {
	const buffer = gl.createBuffer();
	gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
	gl.bufferData(gl.ARRAY_BUFFER, data, gl.DYNAMIC_DRAW);
	gl.bindBuffer(gl.ARRAY_BUFFER, null);
	return buffer;
}

/** Overwrites a part of a buffer; `offset` in bytes. */
export function writePart(
	gl: WebGL2RenderingContext,
	buffer: WebGLBuffer,
	offset: number,
	data: ArrayBufferView<ArrayBuffer>
): void {
	gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
	gl.bufferSubData(gl.ARRAY_BUFFER, offset, data);
	gl.bindBuffer(gl.ARRAY_BUFFER, null);
}

/** One attribute of a piece or an instance. */
export interface AttributeSource {
	readonly buffer: WebGLBuffer;
	readonly size: 1 | 2 | 3 | 4;
	/** Bytes 0–255 read as 0–1; else floats. */
	readonly bytes?: boolean;
	readonly stride?: number;
	readonly offset?: number;
}

/** Binds the corner (location 0) and the instances' attributes (1, 2, …) once for all frames. */
export function vertexArray(
	gl: WebGL2RenderingContext,
	corners: WebGLBuffer,
	instanced: readonly AttributeSource[]
): WebGLVertexArrayObject {
	const array = gl.createVertexArray();
	gl.bindVertexArray(array);
	[{ buffer: corners, size: 2 } as AttributeSource, ...instanced].forEach((source, location) => {
		gl.bindBuffer(gl.ARRAY_BUFFER, source.buffer);
		gl.enableVertexAttribArray(location);
		const type = source.bytes ? gl.UNSIGNED_BYTE : gl.FLOAT;
		gl.vertexAttribPointer(
			location,
			source.size,
			type,
			source.bytes ?? false,
			source.stride ?? 0,
			source.offset ?? 0
		);
		gl.vertexAttribDivisor(location, location === 0 ? 0 : 1);
	});
	gl.bindVertexArray(null);
	gl.bindBuffer(gl.ARRAY_BUFFER, null);
	return array;
}

function compile(gl: WebGL2RenderingContext, type: number, source: string): WebGLShader {
	const shader = gl.createShader(type);
	if (!shader) throw new Error('the context is lost');
	gl.shaderSource(shader, source);
	gl.compileShader(shader);
	if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost())
		throw new Error(gl.getShaderInfoLog(shader) ?? 'shader does not compile');
	return shader;
}
