"""All JavaScript of the site: ES modules typed by JSDoc, no bundler: what stands here is what readers get."""
