import type { CityManifest } from '#lib/model/city.ts';
import type { Theme } from '#lib/model/theme.ts';
import { overviewScene } from '#lib/model/wall/default-wall.ts';
import type { ThingOrigin } from '#lib/model/wall/wall-list.ts';
import { bothWords } from '#lib/model/wall/profile.ts';
import type { WallPlaylist, WallScene } from '#lib/model/wall/scene.ts';

/** Scenes that every city has: the city, the city for visitors, and one for each theme that is on. */
export const builtInScenes = (
	city: Pick<CityManifest, 'name'>,
	themes: readonly Pick<Theme, 'id' | 'title'>[]
): readonly WallScene[] => {
	const overview = overviewScene(city);
	return [
		overview,
		{
			...overview,
			id: 'visitors',
			name: { zh: `${city.name.zh}欢迎您`, en: `Welcome to ${city.name.en}` },
			language: 'both',
			tags: ['visit']
		},
		...themes.map(({ id, title }): WallScene => ({
			id: `theme-${id}`,
			name: bothWords.parse(title),
			layout: 'theme',
			theme: id,
			language: 'zh-CN',
			tags: ['theme']
		}))
	];
};

/** Themes in turn. */
export const builtInPlaylists: readonly WallPlaylist[] = [
	{ id: 'themes', name: { zh: '专题轮播', en: 'Themes in turn' }, scenes: { tag: 'theme' }, dwell: 60 }
];

/** Those that people made go before those of the same id that every city has. */
export const withBuiltIn = <T extends { readonly id: string }>(
	made: readonly T[],
	builtIn: readonly T[]
): readonly T[] => [...builtIn.filter(({ id }) => !made.some((one) => one.id === id)), ...made];

/** Where what every city has stands: as it came, or changed by somebody. */
export const originsOf = (
	made: readonly { readonly id: string }[],
	builtIn: readonly { readonly id: string }[]
): Readonly<Record<string, ThingOrigin>> =>
	Object.fromEntries(
		builtIn.map(({ id }) => [id, made.some((one) => one.id === id) ? 'changed' : 'built-in'])
	);
