import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import { AppError } from '#lib/model/errors.ts';
import { briefingIdOf, canonicalJson, sha256Of } from '../briefing-digest.ts';
import { BRIEFING_FILE, FILES } from '../freezing-folder.ts';
import { parseBriefing } from '../frozen-store.ts';
import { itemOf, type VerifyItem } from './report.ts';

/** A frozen briefing by itself: no server, no live data, no history. */
export class FrozenFolder {
	readonly id: string;
	readonly briefing: Briefing;
	readonly #folder: string;
	readonly #bytes: Uint8Array;

	/** `folder` is named by the id. Throws NOT_FOUND; PACK_BROKEN for what is no briefing. */
	constructor(folder: string) {
		const file = join(folder, BRIEFING_FILE);
		this.id = basename(folder);
		if (!existsSync(file)) throw new AppError('NOT_FOUND', { message: `There is no briefing in ${folder}.` });
		this.#folder = folder;
		this.#bytes = readFileSync(file);
		this.briefing = parseBriefing(this.#bytes);
	}

	/** Throws NOT_FOUND. */
	read(name: string): Uint8Array {
		const path = join(this.#folder, FILES, name);
		if (!Object.hasOwn(this.briefing.files, name) || !existsSync(path))
			throw new AppError('NOT_FOUND', { message: `Briefing ${this.id} has no file ${name}.` });
		return readFileSync(path);
	}

	/** Whether everything in the folder is what it was: the id, and every file by its digest. */
	integrity(): readonly VerifyItem[] {
		const text = new TextDecoder().decode(this.#bytes);
		const said: unknown = JSON.parse(text); // it was parsed when it was opened
		const isSame = canonicalJson(said) === text && briefingIdOf(said) === this.id;
		const id = itemOf(
			'id',
			this.id,
			isSame ? '' : `${BRIEFING_FILE} is not what was frozen under ${this.id}.`
		);
		const known = Object.entries(this.briefing.files).map(([name, { sha256 }]) => this.#file(name, sha256));
		const foreign = this.#names()
			.filter((name) => !Object.hasOwn(this.briefing.files, name))
			.map((name) => itemOf('file', name, 'It was not frozen with the others.'));
		return [id, ...known, ...foreign];
	}

	#file(name: string, sha256: string): VerifyItem {
		const path = join(this.#folder, FILES, name);
		const message = !existsSync(path)
			? 'It is missing.'
			: sha256Of(readFileSync(path)) === sha256
				? ''
				: 'Its bytes are not those that were frozen.';
		return itemOf('file', name, message);
	}

	#names(): readonly string[] {
		const files = join(this.#folder, FILES);
		if (!existsSync(files)) return [];
		return readdirSync(files, { recursive: true, withFileTypes: true })
			.filter((entry) => !entry.isDirectory())
			.map((entry) =>
				join(entry.parentPath, entry.name)
					.slice(files.length + 1)
					.replaceAll('\\', '/')
			);
	}
}
