import { closeSync, openSync, writeSync } from 'node:fs';
import { AsyncByteQueue, RecordBatch, RecordBatchStreamWriter, Struct, makeData } from 'apache-arrow';
import type { Data, Schema } from 'apache-arrow';

/** An Arrow stream in a file: each batch is written out when it comes, so that memory does not grow with the city. */
export class ArrowFile {
	readonly #file: number;
	readonly #schema: Schema;
	readonly #writer = new RecordBatchStreamWriter();
	#rows = 0;

	constructor(path: string, schema: Schema) {
		this.#file = openSync(path, 'w');
		this.#schema = schema;
		this.#writer.reset(new FileQueue(this.#file), schema);
	}

	get rows(): number {
		return this.#rows;
	}

	/** Appends a batch of `length` rows, one of `children` a column of the schema. */
	append(length: number, children: Data[]): void {
		const struct = makeData({ type: new Struct(this.#schema.fields), length, nullCount: 0, children });
		this.#writer.write(new RecordBatch(this.#schema, struct));
		this.#rows += length;
	}

	/** Ends the stream and the file. */
	finish(): void {
		this.#writer.finish();
		closeSync(this.#file);
	}
}

/** What the writer believes to be a queue goes straight to the file. */
class FileQueue extends AsyncByteQueue {
	readonly #file: number;

	constructor(file: number) {
		super();
		this.#file = file;
	}

	override write(value: Uint8Array): void {
		for (let done = 0; done < value.length;) done += writeSync(this.#file, value, done);
	}
}
