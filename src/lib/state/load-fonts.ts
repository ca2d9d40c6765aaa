/** Fonts of Latin letters, digits and code. */
export const loadLatinFonts = (): Promise<unknown> => import('../../styles/fonts.css');

/** Which pieces of the Chinese font there are; the pieces come as they are shown. Asked for once. */
export const loadChineseFonts = (): Promise<unknown> => import('../../styles/fonts-chinese.css');

/**
 * An English page that shows a map first can do without: the map asks for it once its plan shows, before any name is
 * drawn.
 */
export const bringsChineseLater = (path: string, language: string): boolean =>
	language === 'en' && path === '/explore';
