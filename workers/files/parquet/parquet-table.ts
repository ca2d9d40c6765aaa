import { BlobFile } from '@loaders.gl/loader-utils';
import { ParquetArrowLoader } from '@loaders.gl/parquet';
import { tableFromIPC, type Table } from 'apache-arrow';
import { ParquetFile } from 'parquet-wasm';

/**
 * The rows of a Parquet file; bytes read so far go to `onBytes`. Throws what cannot be decoded; bytes that are missing in
 * a file may trap the WebAssembly, whose promise then never settles: call it where that may end a thread.
 */
export async function parquetTable(
	file: Blob,
	wasmUrl: string,
	onBytes: (bytes: number) => void
): Promise<Table> {
	const counted = new CountedBlob(file, onBytes);
	try {
		const { data } = await ParquetArrowLoader.parseFile(new BlobFile(counted), { parquet: { wasmUrl } });
		return data;
	} catch {
		// Its words for schemas know no large texts, dictionaries or bytes of fixed length (4.5.2); its module reads them.
		const whole = await (await ParquetFile.fromFile(counted)).read();
		return tableFromIPC(whole.intoIPCStream());
	}
}

/** A blob that says how much of it has been asked for. */
class CountedBlob extends Blob {
	readonly #onBytes: (bytes: number) => void;
	#read = 0;

	constructor(blob: Blob, onBytes: (bytes: number) => void) {
		super([blob]);
		this.#onBytes = onBytes;
	}

	override slice(from?: number, to?: number, type?: string): Blob {
		const slice = super.slice(from, to, type);
		this.#read = Math.min(this.size, this.#read + slice.size);
		this.#onBytes(this.#read);
		return slice;
	}
}
