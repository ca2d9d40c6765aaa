import type { WallScene } from '#lib/model/wall/scene.ts';
import type { Locale } from '#lib/paraglide/runtime.js';

/** What a scene's own words are in; one for visitors has its title in the other language too. */
export const languageOf = (language: WallScene['language']): Locale => (language === 'en' ? 'en' : 'zh-CN');
