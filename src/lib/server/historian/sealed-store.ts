import { existsSync, mkdirSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '#lib/model/errors.ts';
import { layerId } from '#lib/model/live-layer.ts';
import { moveAside } from './aside.ts';
import { UNFINISHED } from './durable-file.ts';
import { MANIFEST_FILE, emptyManifest, readManifest, writeManifest, type Manifest } from './manifest.ts';

/**
 * The sealed files of every layer, `<dir>/<layer>/…`, by their manifests. Files that readers may still
 * open are removed when the last of these is done.
 */
export class SealedStore {
	readonly dir: string;
	/** One sentence for each thing that was wrong when it was opened. */
	readonly found: string[] = [];
	readonly #epoch: number;
	readonly #manifests = new Map<string, Manifest>();
	readonly #readers = new Set<Promise<void>>();

	/** Reads all manifests and removes what a crash left behind. */
	constructor(dir: string, epoch: number) {
		this.dir = dir;
		this.#epoch = epoch;
		mkdirSync(dir, { recursive: true });
		for (const entry of readdirSync(dir, { withFileTypes: true }))
			if (entry.isDirectory() && layerId.safeParse(entry.name).success) this.#open(entry.name);
	}

	layers(): readonly string[] {
		return [...this.#manifests.keys()];
	}

	/** A layer's manifest; an empty one when nothing of it is sealed. */
	manifest(layer: string): Manifest {
		return this.#manifests.get(layer) ?? emptyManifest(layer, this.#epoch);
	}

	path(layer: string, file = ''): string {
		return join(this.dir, layer, file);
	}

	/** Publishes a manifest; files that it no longer names go when nobody reads them. */
	publish(manifest: Manifest): void {
		const before = this.manifest(manifest.layer);
		writeManifest(this.path(manifest.layer), manifest);
		this.#manifests.set(manifest.layer, manifest);
		const named = new Set(filesOf(manifest));
		const gone = filesOf(before).filter((file) => !named.has(file));
		if (gone.length > 0) void this.#remove(gone.map((file) => this.path(manifest.layer, file)));
	}

	/** Tells that someone reads files named by now; call the answer when done. */
	read(): () => void {
		let done = (): void => undefined;
		const reader = new Promise<void>((resolve) => (done = resolve));
		this.#readers.add(reader);
		return () => {
			this.#readers.delete(reader);
			done();
		};
	}

	/** Bytes of all files that are named. */
	get bytes(): number {
		const sum = (parts: readonly { readonly bytes: number }[]) =>
			parts.reduce((total, { bytes }) => total + bytes, 0);
		return [...this.#manifests.values()].reduce(
			(total, { parts, keyframes }) => total + sum(parts) + sum(keyframes),
			0
		);
	}

	/** A layer whose manifest cannot be read, or is of another log, is moved aside: the others go on. */
	#open(layer: string): void {
		try {
			const manifest = readManifest(this.path(layer));
			if (!manifest) return;
			if (manifest.epoch === this.#epoch) {
				this.#manifests.set(layer, manifest);
				this.#tidy(manifest);
				return;
			}
		} catch (cause) {
			if (!(cause instanceof AppError)) throw cause;
		}
		const place = moveAside(this.dir, [layer]);
		this.found.push(`The files of ${layer} cannot be read and were moved to ${place}.`);
	}

	async #remove(paths: readonly string[]): Promise<void> {
		await Promise.all(this.#readers);
		for (const path of paths) rmSync(path, { force: true });
		for (const folder of new Set(paths.map((path) => dirname(path))))
			if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
	}

	#tidy(manifest: Manifest): void {
		const dir = this.path(manifest.layer);
		const named = new Set([MANIFEST_FILE, ...filesOf(manifest)]);
		for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
			if (!entry.isFile()) continue;
			const path = join(entry.parentPath, entry.name);
			if (entry.name.endsWith(UNFINISHED) || !named.has(path.slice(dir.length + 1)))
				rmSync(path, { force: true });
		}
	}
}

const filesOf = ({ parts, keyframes }: Manifest): readonly string[] =>
	[...parts, ...keyframes].map(({ file }) => file);
