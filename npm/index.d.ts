export function defineSearch(base?: string): Promise<void>;

export interface Excerpt {
  text: string;
  marks: [number, number][];
}
export interface Result {
  url: string;
  title: string;
  score: number;
  meta: Record<string, string[]> & { date?: string };
  excerpt: Excerpt | null;
  sections: { url: string; heading: string; excerpt: Excerpt }[];
  load(): Promise<Result>;
}
export interface Answer {
  results: Result[];
  total: number;
  facets: Record<string, Record<string, number>>;
  did_you_mean: { text: string; reason: "keyboard" | "spelling" | "quotes" } | null;
  missing: string[];
  related: string[];
  partial: boolean;
  nearest: string[];
}
export interface Options {
  limit?: number;
  offset?: number;
  facets?: Record<string, string | string[]>;
  exact?: boolean;
}
export function openIndex(
  base?: string,
  options?: { language?: string },
): Promise<{ search(text: string, options?: Options): Promise<Answer> }>;
