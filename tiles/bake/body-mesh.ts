import earcut from 'earcut';

/** One outline of a body in whole tile units; rings are closed implicitly. */
export interface Prism {
	/** Flat x, y of all rings, the outer one first and counter-clockwise, holes clockwise. */
	readonly xy: ArrayLike<number>;
	/** Number of values of `xy` up to the end of each ring. */
	readonly ringEnds: readonly number[];
	readonly bottom: number;
	readonly top: number;
	/** A floor is drawn only where one can look up at it. */
	readonly floor: boolean;
}

/**
 * Walls and roofs of many bodies in one mesh: two vertices per ring vertex, bottom then top, shared by wall
 * and roof. Ring order is kept, which is what gzip finds most regular.
 */
export class BodyMesh {
	/** x east, y up, z south, and padding: 4 × count. */
	positions = new Int16Array(4 * 4096);
	/** Row of the property table, per vertex. */
	rows = new Float32Array(4096);
	indices = new Uint32Array(3 * 4096);
	vertexCount = 0;
	indexCount = 0;
	/** True when a triangulation missed more than 1 % of its outline: the outline crosses itself. */
	crossed = 0;
	readonly min = [Infinity, Infinity, Infinity];
	readonly max = [-Infinity, -Infinity, -Infinity];

	add(prism: Prism, row: number): void {
		const { xy, ringEnds, bottom, top } = prism;
		const vertices = (ringEnds.at(-1) ?? 0) >> 1;
		this.#reserve(2 * vertices, 18 * vertices);
		const first = this.vertexCount;
		for (let v = 0; v < vertices; v++) {
			const x = xy[2 * v]!;
			const y = xy[2 * v + 1]!;
			this.#vertex(x, bottom, -y, row);
			this.#vertex(x, top, -y, row);
		}
		let ringBegin = 0;
		for (const ringEnd of ringEnds) {
			const n = (ringEnd - ringBegin) >> 1;
			const base = first + ringBegin;
			for (let i = 0; i < n; i++) {
				const here = base + 2 * i;
				const next = base + 2 * ((i + 1) % n);
				this.#triangle(here, next, here + 1);
				this.#triangle(here + 1, next, next + 1);
			}
			ringBegin = ringEnd;
		}
		this.#roof(prism, first);
	}

	#roof({ xy, ringEnds, floor }: Prism, first: number): void {
		const holes = ringEnds.slice(0, -1).map((end) => end >> 1);
		const end = ringEnds.at(-1) ?? 0;
		const flat = xy.length === end ? xy : Array.prototype.slice.call(xy, 0, end);
		const triangles = earcut(flat as ArrayLike<number>, holes.length > 0 ? holes : null);
		let covered = 0;
		for (let t = 0; t < triangles.length; t += 3) {
			const a = triangles[t]!;
			let b = triangles[t + 1]!;
			let c = triangles[t + 2]!;
			const doubled =
				(xy[2 * b]! - xy[2 * a]!) * (xy[2 * c + 1]! - xy[2 * a + 1]!) -
				(xy[2 * c]! - xy[2 * a]!) * (xy[2 * b + 1]! - xy[2 * a + 1]!);
			if (doubled < 0) [b, c] = [c, b];
			covered += Math.abs(doubled);
			this.#triangle(first + 2 * a + 1, first + 2 * b + 1, first + 2 * c + 1);
			if (floor) this.#triangle(first + 2 * a, first + 2 * c, first + 2 * b);
		}
		const area = Math.abs(doubledArea(xy, ringEnds));
		if (Math.abs(covered - area) > 0.01 * area) this.crossed++;
	}

	#vertex(x: number, y: number, z: number, row: number): void {
		const at = 4 * this.vertexCount;
		this.positions[at] = x;
		this.positions[at + 1] = y;
		this.positions[at + 2] = z;
		this.rows[this.vertexCount++] = row;
		if (x < this.min[0]!) this.min[0] = x;
		if (y < this.min[1]!) this.min[1] = y;
		if (z < this.min[2]!) this.min[2] = z;
		if (x > this.max[0]!) this.max[0] = x;
		if (y > this.max[1]!) this.max[1] = y;
		if (z > this.max[2]!) this.max[2] = z;
	}

	#triangle(a: number, b: number, c: number): void {
		this.indices[this.indexCount++] = a;
		this.indices[this.indexCount++] = b;
		this.indices[this.indexCount++] = c;
	}

	#reserve(vertices: number, indices: number): void {
		if (this.vertexCount + vertices > this.rows.length) {
			const size = Math.max(this.vertexCount + vertices, this.rows.length * 2);
			this.positions = copied(new Int16Array(4 * size), this.positions);
			this.rows = copied(new Float32Array(size), this.rows);
		}
		if (this.indexCount + indices > this.indices.length)
			this.indices = copied(
				new Uint32Array(Math.max(this.indexCount + indices, this.indices.length * 2)),
				this.indices
			);
	}
}

function copied<T extends Int16Array | Float32Array | Uint32Array>(target: T, source: T): T {
	target.set(source);
	return target;
}

function doubledArea(xy: ArrayLike<number>, ringEnds: readonly number[]): number {
	let sum = 0;
	let begin = 0;
	for (const end of ringEnds) {
		for (let i = begin, j = end - 2; i < end; j = i, i += 2) sum += xy[j]! * xy[i + 1]! - xy[i]! * xy[j + 1]!;
		begin = end;
	}
	return sum;
}
