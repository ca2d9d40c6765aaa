/** Files that a tileset finds under a folder of no server: URLs by path. */
export interface TileFiles {
	/** Begins every address in it; ends with a slash. */
	readonly folder: string;
	readonly urls: ReadonlyMap<string, string>;
}

/** The URL of a file; undefined when the folder has none of this address, or the address is of elsewhere. */
export function urlInFiles({ folder, urls }: TileFiles, address: string): string | undefined {
	if (!address.startsWith(folder)) return undefined;
	return urls.get(decodeURIComponent(address.slice(folder.length).replace(/[?#].*$/, '')));
}

/** Lets a tiles renderer read from them. */
export class TileFilesPlugin {
	readonly #files: TileFiles;

	constructor(files: TileFiles) {
		this.#files = files;
	}

	/** Called by the renderer for tilesets and tiles. */
	fetchData(address: string, options: RequestInit): Promise<Response> | undefined {
		if (!address.startsWith(this.#files.folder)) return undefined;
		const url = urlInFiles(this.#files, address);
		if (url === undefined) return Promise.resolve(new Response(null, { status: 404 }));
		return fetch(url, options);
	}
}
