import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { notFound } from '#lib/model/said-error.ts';
import { replaceFile } from '#lib/server/historian/durable-file.ts';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Results of models by the digest of their inputs: `<inputs>.json.gz`, written once. */
export class ResultFiles {
	readonly #folder: string;

	/** `folder` is made when it is missing. */
	constructor(folder: string) {
		mkdirSync(folder, { recursive: true });
		this.#folder = folder;
	}

	/** As `keep` takes it. `json`: the canonical JSON. */
	zip(json: string): Promise<Uint8Array> {
		return zip(json);
	}
	/** One that is there already stays. */
	keep(inputs: string, zipped: Uint8Array): void {
		const file = this.#fileOf(inputs);
		if (!existsSync(file)) replaceFile(file, zipped);
	}

	/** Throws NOT_FOUND. */
	async zipped(inputs: string): Promise<Buffer> {
		const file = this.#fileOf(inputs);
		if (!existsSync(file))
			throw notFound({
				zh: `没有保留输入 ${inputs.slice(0, 64)} 的结果：请重新运行模型。`,
				en: `No result is kept for inputs ${inputs.slice(0, 64)}: run the model again.`
			});
		return readFile(file);
	}
	/** Throws NOT_FOUND. */
	async json(inputs: string): Promise<Buffer> {
		return unzip(await this.zipped(inputs));
	}

	forget(inputs: string): void {
		rmSync(this.#fileOf(inputs), { force: true });
	}

	/** Never another file than a result's. */
	#fileOf(inputs: string): string {
		return join(this.#folder, `${/^[0-9a-f]{64}$/.test(inputs) ? inputs : 'none'}.json.gz`);
	}
}
