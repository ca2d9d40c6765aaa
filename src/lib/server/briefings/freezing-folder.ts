import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Briefing } from '#lib/model/briefing/frozen.ts';
import { AppError } from '#lib/model/errors.ts';
import { syncPath } from '#lib/server/historian/durable-file.ts';
import { briefingIdOf, canonicalJson, sha256Of } from './briefing-digest.ts';

export const BRIEFING_FILE = 'briefing.json';
export const FILES = 'files';
/** Files of a briefing lie in folders of one level: `maps/step.png`. */
export const FILE_NAME = /^[a-z0-9][a-z0-9-]{0,39}\/[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Where the files of a briefing are put. */
export interface BriefingFiles {
	/** Throws INPUT_INVALID for a name that is none or is there. */
	add(name: string, bytes: Uint8Array, type: string): void;
	/** Puts bytes under their own digest, once, and answers the name: `folder/0123….arrow`. */
	keep(folder: string, suffix: string, bytes: Uint8Array, type: string): string;
}

/** Name of a file that is called by its digest. */
export const digestName = (folder: string, suffix: string, bytes: Uint8Array): string =>
	`${folder}/${sha256Of(bytes).slice(0, 32)}${suffix}`;

/** A briefing that is being frozen: its files, in a folder that nobody reads before it is whole. */
export class FreezingFolder implements BriefingFiles {
	readonly #folder: string;
	readonly #files: Record<string, Briefing['files'][string]> = {};

	/** `folder` is made; it lies beside those of the briefings. */
	constructor(folder: string) {
		this.#folder = folder;
		mkdirSync(join(folder, FILES), { recursive: true });
	}

	/** What has been added, by name. */
	get files(): Briefing['files'] {
		return { ...this.#files };
	}

	/** Where a file lies that was added. */
	pathOf(name: string): string {
		return join(this.#folder, FILES, name);
	}

	/** It is on disk when this returns. */
	add(name: string, bytes: Uint8Array, type: string): void {
		if (!FILE_NAME.test(name) || this.#files[name])
			throw new AppError('INPUT_INVALID', { message: `'${name}' cannot be a file of this briefing.` });
		const path = this.pathOf(name);
		mkdirSync(dirname(path), { recursive: true });
		writeDurably(path, bytes);
		this.#files[name] = { sha256: sha256Of(bytes), bytes: bytes.byteLength, type };
	}

	keep(folder: string, suffix: string, bytes: Uint8Array, type: string): string {
		const name = digestName(folder, suffix, bytes);
		if (!this.#files[name]) this.add(name, bytes, type);
		return name;
	}

	/** Gives the briefing its place and answers its id: afterwards all of it is on disk, and never changes. */
	publish(briefing: Omit<Briefing, 'files'>): string {
		const whole = { ...briefing, files: this.files };
		const id = briefingIdOf(whole);
		writeDurably(join(this.#folder, BRIEFING_FILE), Buffer.from(canonicalJson(whole)));
		for (const folder of new Set(Object.keys(this.#files).map((name) => dirname(this.pathOf(name)))))
			syncPath(folder);
		syncPath(join(this.#folder, FILES));
		syncPath(this.#folder);
		const parent = dirname(this.#folder);
		renameSync(this.#folder, join(parent, id));
		syncPath(parent);
		return id;
	}

	discard(): void {
		rmSync(this.#folder, { recursive: true, force: true });
	}
}

function writeDurably(path: string, bytes: Uint8Array): void {
	const file = openSync(path, 'wx');
	try {
		writeFileSync(file, bytes, { flush: true });
	} finally {
		closeSync(file);
	}
}
