import { Field, Int32, List, Schema, makeData } from 'apache-arrow';
import type { Data } from 'apache-arrow';
import { ArrowFile } from './arrow-file.ts';
import type { FootprintColumns } from './footprint-columns.ts';

const DEGREES = new List(new Field('item', new Int32(), false));
const SCHEMA = new Schema([new Field('lng', DEGREES, false), new Field('lat', DEGREES, false)]);

/** Writes footprints.arrow unit by unit: row = global building id. */
export class FootprintsTable {
	readonly #file: ArrowFile;

	constructor(path: string) {
		this.#file = new ArrowFile(path, SCHEMA);
	}

	append({ starts, lng, lat }: FootprintColumns): void {
		const length = starts.length - 1;
		if (length === 0) return;
		const list = (data: Int32Array<ArrayBuffer>): Data =>
			makeData({
				type: DEGREES,
				length,
				nullCount: 0,
				valueOffsets: starts,
				child: makeData({ type: new Int32(), length: data.length, nullCount: 0, data })
			});
		this.#file.append(length, [list(lng), list(lat)]);
	}

	finish(): void {
		this.#file.finish();
	}
}
