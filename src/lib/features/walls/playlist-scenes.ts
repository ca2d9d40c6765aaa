import type { WallPlaylist, WallScene } from '#lib/model/wall/scene.ts';

/** Scenes of a playlist in turn: as they are listed, or those that have its tag by their Chinese names. Those that are gone are left out. */
export function playlistScenes(
	{ scenes: chosen }: Pick<WallPlaylist, 'scenes'>,
	scenes: readonly WallScene[]
): readonly WallScene[] {
	if (!Array.isArray(chosen))
		return scenes
			.filter(({ tags }) => tags.includes(chosen.tag))
			.toSorted((a, b) => a.name.zh.localeCompare(b.name.zh, 'zh-CN'));
	return chosen.flatMap((id) => scenes.find((scene) => scene.id === id) ?? []);
}

/** A list with one entry moved by so many places, not past its ends. */
export function moved<T>(list: readonly T[], from: number, by: number): readonly T[] {
	const to = Math.min(list.length - 1, Math.max(0, from + by));
	const entry = list[from];
	if (entry === undefined) return list;
	return list.toSpliced(from, 1).toSpliced(to, 0, entry);
}
