import type { AppError } from '#lib/model/errors.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import type { WallAnswer, WallAudit, WallCommand } from '#lib/model/wall/command.ts';
import type { WallProfile } from '#lib/model/wall/profile.ts';
import type { WallPlaylist, WallScene } from '#lib/model/wall/scene.ts';
import type { ListedWall, ThingOrigin, WaitingDevice, WallList } from '#lib/model/wall/wall-list.ts';
import { askServer } from './ask-server.ts';
import { Fetched } from './fetched.svelte.ts';

/** A command before it is known who gives it, and for which revision. */
export type WallOrder = WallCommand extends infer Command
	? Command extends WallCommand
		? Omit<Command, 'by' | 'rev' | 'id'>
		: never
	: never;
/** Things of the desk that are kept by their id. */
export type WallThing = 'profile' | 'scene' | 'playlist';
/** A machine's place on its wall. */
export interface WallPlace {
	readonly wall: string;
	readonly column: number;
	readonly row: number;
}

const PATHS = {
	profile: '/api/walls',
	scene: '/api/walls/scenes',
	playlist: '/api/walls/playlists'
} as const;

/** The city's walls as the desk sees them. They are asked for only while somebody looks: a wall has no use for the others. */
export class Walls {
	readonly #list = new Fetched<WallList>((signal) =>
		askServer(this.#pictures > 0 ? '/api/walls' : '/api/walls?pictures=no', { signal })
	);
	readonly all: readonly ListedWall[] = $derived(this.#list.current?.walls ?? []);
	readonly scenes: readonly WallScene[] = $derived(this.#list.current?.scenes ?? []);
	readonly playlists: readonly WallPlaylist[] = $derived(this.#list.current?.playlists ?? []);
	readonly #origins: WallList['origins'] = $derived(
		this.#list.current?.origins ?? { scenes: {}, playlists: {} }
	);
	readonly waiting: readonly WaitingDevice[] = $derived(this.#list.current?.waiting ?? []);
	#looking = 0;
	/** Of those who look, who wants to see the machines' pictures of themselves: making them costs the machines something. */
	#pictures = 0;

	get known(): boolean {
		return this.#list.current !== undefined;
	}
	get error(): AppError | undefined {
		return this.#list.error;
	}
	get(wall: string): ListedWall | undefined {
		return this.all.find(({ profile }) => profile.id === wall);
	}
	scene(id: string): WallScene | undefined {
		return this.scenes.find((scene) => scene.id === id);
	}

	originOf(kind: 'scenes' | 'playlists', id: string): ThingOrigin {
		return this.#origins[kind][id] ?? 'made';
	}

	/** Asks now and so often from now on; returns what ends it. Without `pictures` the machines make none. */
	watch(every: Milliseconds, { pictures }: { readonly pictures: boolean }): () => void {
		this.#looking++;
		if (pictures) this.#pictures++;
		void this.#list.refresh();
		const timer = setInterval(() => void this.#list.refresh(), every);
		return () => {
			this.#looking--;
			if (pictures) this.#pictures--;
			clearInterval(timer);
		};
	}
	/** Something changed: nobody has to wait for the next time. */
	async refresh(): Promise<void> {
		if (this.#looking > 0) await this.#list.refresh();
	}
	/** Asks once, for a page that does not look. Failures stand in `error`. */
	async ask(): Promise<void> {
		await this.#list.refresh();
	}

	/** Throws ACT_REFUSED when another holds the wall, NOT_FOUND for a scene that is gone. */
	async command(
		wall: ListedWall,
		order: WallOrder,
		by: string,
		token: string | undefined
	): Promise<WallAnswer> {
		const path = `/api/walls/${wall.profile.id}/commands`;
		const body = { ...order, by, rev: wall.programme.rev, id: crypto.randomUUID() };
		const answer = await askServer<WallAnswer>(path, { method: 'POST', body, token });
		this.#shows(answer);
		return answer;
	}
	/** Keeps a profile, scene or playlist in place of the one with its id. */
	async keep(
		thing:
			{ readonly profile: WallProfile } | { readonly scene: WallScene } | { readonly playlist: WallPlaylist },
		by: string,
		token: string | undefined
	): Promise<void> {
		const path = 'profile' in thing ? PATHS.profile : 'scene' in thing ? PATHS.scene : PATHS.playlist;
		await this.#post(path, { ...thing, by }, token);
	}
	async forget(thing: WallThing, id: string, by: string, token: string | undefined): Promise<void> {
		await this.#post(`${PATHS[thing]}/forget`, { id, by }, token);
	}
	/** Puts the machine that shows a code at its place. Throws NOT_FOUND when no machine shows it. */
	async adopt(code: string, place: WallPlace, by: string, token: string | undefined): Promise<void> {
		await this.#post('/api/walls/devices/adopt', { code, ...place, by }, token);
	}
	async revoke(device: string, by: string, token: string | undefined): Promise<void> {
		await this.#post('/api/walls/devices/revoke', { device, by }, token);
	}
	/** The machine loads its page anew at the next quiet moment. */
	async reload({ wall, column, row }: WallPlace, by: string, token: string | undefined): Promise<void> {
		await askServer(`/api/walls/${wall}/reload`, { method: 'POST', body: { column, row, by }, token });
	}
	/** What was commanded, the newest first. */
	audit(wall: string, signal: AbortSignal): Promise<WallAudit> {
		return askServer(`/api/walls/${wall}/audit`, { signal });
	}

	dispose(): void {
		this.#list.dispose();
	}

	/** The answer to a command says how its wall is now. */
	#shows({ programme }: WallAnswer): void {
		const list = this.#list.current;
		if (!list) return;
		const walls = list.walls.map((wall) =>
			wall.profile.id === programme.profile.id && programme.rev >= wall.programme.rev
				? { ...wall, programme }
				: wall
		);
		this.#list.set({ ...list, walls });
	}
	async #post(path: string, body: unknown, token: string | undefined): Promise<void> {
		this.#list.set(await askServer<WallList>(path, { method: 'POST', body, token }));
	}
}
